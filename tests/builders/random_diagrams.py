"""Random diagrams, well structured: whatever was split is joined, every loop can be left, every wait can end.

Decisions follow the fact `case.pick`, which every user task sets; loops go round while it is 3.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    end,
    event_sub,
    flow,
    gateway,
    path,
    process,
    service,
    start,
    sub,
    throw,
    user,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a diagram with one way in and one way out."""

    xml: str
    first: str
    last: str


class Grower:
    """Grows blocks to a depth; the same seed grows the same diagram."""

    def __init__(self, seed: int) -> None:
        self.random, self.count = Random(seed), 0
        self.called: list[str] = []

    def grow(self, depth: int = 3) -> bytes:
        body = self.block(depth)
        aside = self.block(1)
        parts = [start(), body.xml, end(), path("begin", body.first), path(body.last, "done")]
        if self.random.random() < 0.5:
            inner = [start("noted", message="note"), aside.xml, end("seen"), path("noted", aside.first)]
            parts.append(event_sub("aside", *inner, path(aside.last, "seen")))
        return diagram(process("main", *parts), *self.called)

    def block(self, depth: int) -> Block:
        leaves: list[Callable[[int], Block]] = [self.task, self.task, self.automatic, self.pause]
        nodes = [self.sequence, self.exclusive, self.parallel, self.inclusive, self.loop, self.stage, self.calling]
        nodes += [self.several, self.first_of, self.guarded, self.noted, self.refusing]
        return self.random.choice(leaves if depth == 0 else [*nodes, *leaves[:1]])(depth - 1)

    def name(self, word: str) -> str:
        self.count += 1
        return f"{word}_{self.count}"

    def task(self, _: int) -> Block:
        name = self.name("ask")
        return Block(user(name, outputs={"case.pick": f"={name}.pick"}), name, name)

    def automatic(self, _: int) -> Block:
        name = self.name("work")
        return Block(
            service(name, inputs={"text": "=string(case.pick)"}, outputs={"case.echo": "=result.text"}), name, name
        )

    def pause(self, _: int) -> Block:
        name = self.name("pause")
        return Block(catch(name, f"timer:PT{self.random.randint(1, 9)}H"), name, name)

    def sequence(self, depth: int) -> Block:
        one, two = self.block(depth), self.block(depth)
        return Block(one.xml + two.xml + path(one.last, two.first), one.first, two.last)

    def exclusive(self, depth: int) -> Block:
        return self.split("exclusive", depth, conditions=True)

    def inclusive(self, depth: int) -> Block:
        return self.split("inclusive", depth, conditions=True)

    def parallel(self, depth: int) -> Block:
        return self.split(self.random.choice(["parallel", "inclusive"]), depth, conditions=False)

    def split(self, joins: str, depth: int, conditions: bool) -> Block:
        """`conditions`: a decision; else a parallel split, which an inclusive gateway can join too."""
        branches = [self.block(depth) for _ in range(self.random.randint(2, 3))]
        fork, meet, skip = self.name("fork"), self.name("meet"), self.name("skip")
        kind = joins if conditions else "parallel"
        xml = gateway(kind, fork, skip if conditions else "") + gateway(joins, meet) + "".join(b.xml for b in branches)
        for place, branch in enumerate(branches, 1):
            condition = f"=case.pick >= {place}" if conditions else ""
            xml += flow(fork, branch.first, condition) + path(branch.last, meet)
        if conditions:
            xml += service(skip) + path(fork, skip, meet)
        return Block(xml, fork, meet)

    def loop(self, depth: int) -> Block:
        begin, more, inner = self.name("again"), self.name("more"), self.block(depth)
        ask, out = self.task(0), self.name("out")
        xml = (
            gateway("exclusive", begin)
            + gateway("exclusive", more, out)
            + gateway("exclusive", out)
            + inner.xml
            + ask.xml
        )
        xml += path(begin, inner.first) + path(inner.last, ask.first, more, out) + flow(more, begin, "=case.pick = 3")
        return Block(xml, begin, out)

    def inside(self, depth: int) -> str:
        inner, first, last = self.block(depth), self.name("begin"), self.name("done")
        return start(first) + inner.xml + end(last) + path(first, inner.first) + path(inner.last, last)

    def stage(self, depth: int) -> Block:
        name = self.name("stage")
        return Block(sub(name, self.inside(depth)), name, name)

    def calling(self, depth: int) -> Block:
        name, other = self.name("ring"), self.name("other")
        self.called.append(process(other, self.inside(depth)))
        return Block(call(name, other, {"pick": "=case.pick"}, {"case.heard": "=inputs.pick"}), name, name)

    def several(self, depth: int) -> Block:
        inner = self.random.choice([self.task, self.stage, self.calling])(depth)
        collection = self.random.choice(["=[1, 2]", "=[1, 2, 3]", "=for n in 1..case.pick return n", "=[]"])
        if "case.pick" in collection:
            collection = "=if case.pick > 0 then (for n in 1..case.pick return n) else []"
        collect = self.name("gathered")
        xml = each(inner.xml, collection, self.random.random() < 0.5, collect, "=item")
        return Block(xml, inner.first, inner.last)

    def first_of(self, depth: int) -> Block:
        first, meet, inner = self.name("first"), self.name("meet"), self.block(depth)
        short, message = self.name("short"), self.name("message")
        xml = gateway("eventBased", first) + gateway("exclusive", meet) + inner.xml
        xml += catch(short, "timer:PT5H") + catch(message, f"message:{message}")
        return Block(
            xml + path(first, short, inner.first) + path(inner.last, meet) + path(first, message, meet), first, meet
        )

    def held(self, depth: int) -> Block:
        """An activity that can carry boundary events."""
        return self.random.choice([self.task, self.stage, self.calling, self.several])(depth)

    def guarded(self, depth: int) -> Block:
        inner, event, after, meet = self.held(depth), self.name("event"), self.task(0), self.name("meet")
        waits_for = self.random.choice([f"message:{event}", "timer:PT7H"])
        xml = inner.xml + boundary(event, inner.first, waits_for) + after.xml + gateway("exclusive", meet)
        return Block(xml + path(inner.last, meet) + path(event, after.first, meet), inner.first, meet)

    def noted(self, depth: int) -> Block:
        inner, event, after, last = self.held(depth), self.name("note"), self.task(0), self.name("done")
        waits_for = self.random.choice([f"message:{event}", "timer:PT3H", "signal:shout", "escalation:costly"])
        if inner.xml.startswith("<bpmn:userTask"):  # it throws nothing to what stands on it
            waits_for = waits_for.replace("escalation:costly", "signal:shout")
        out, after_that = self.name("shout"), self.task(0)
        xml = inner.xml + boundary(event, inner.first, waits_for, interrupting=False) + after.xml + end(last)
        xml += throw(out, self.random.choice(["signal:shout", "escalation:costly"])) + after_that.xml
        return Block(
            xml + path(event, after.first, last) + path(inner.last, out, after_that.first), inner.first, after_that.last
        )

    def refusing(self, depth: int) -> Block:
        stage, name, first, last = self.name("stage"), self.name("refuse"), self.name("begin"), self.name("done")
        ask, event, meet = self.block(depth), self.name("torn"), self.name("meet")
        refuse = service(name, "sample.refuse", {"code": '=if case.pick = 2 then "torn" else ""'})
        inside = start(first) + ask.xml + refuse + end(last) + path(first, ask.first) + path(ask.last, name, last)
        xml = sub(stage, inside) + boundary(event, stage, "error:torn") + gateway("exclusive", meet)
        return Block(xml + path(stage, meet) + path(event, meet), stage, meet)
