"""Who may do a user task or report an event: by role, by allocation to the case, and never both author and approver
(S1-02, B6).
"""

from engine.commands.services import Actor
from engine.definitions.elements import Node
from engine.errors import NotAllowed
from engine.role_words import any_of
from engine.store.authors import barred_from
from engine.store.loading import LoadedCase
from engine.store.task_rows import team_of


def may_do(loaded: LoadedCase, node: Node, actor: Actor, scope: str) -> str:
    """The role in which the actor does it. Raises NotAllowed, saying why and who may."""
    held = [role for role in node.groups if _holds(loaded, role, actor)]
    if not held:
        raise NotAllowed(f"“{node.asked}” is for {any_of(loaded.release.settings, node.groups)}.")
    allowed = [role for role in held if _on_this_case(loaded, role, actor)]
    if not allowed:
        raise NotAllowed(f"“{node.asked}” belongs to another team.")
    if node.properties.get("allocatedOnly") == "yes":
        allowed = [role for role in allowed if loaded.holders.get(role, actor.id) == actor.id]
        if not allowed:
            who = any_of(loaded.release.settings, held)
            raise NotAllowed(f"“{node.asked}” is for the person allocated to this case as {who}.")
    _not_their_own(loaded, node, actor, scope)
    return allowed[0]


def allocated_or_in_team(loaded: LoadedCase, node: Node, actor: Actor) -> bool:
    """Whether it is for one of the actor's roles on this case; for menus, which do not ask who did what before."""
    return any(_holds(loaded, role, actor) and _on_this_case(loaded, role, actor) for role in node.groups)


def _holds(loaded: LoadedCase, role: str, actor: Actor) -> bool:
    """In the role, or in one that the settings name as its deputy (A7, A15)."""
    deputies = loaded.release.settings.get("deputies", {}).get(role, [])
    return role in actor.roles or bool(actor.roles & set(deputies))


def _on_this_case(loaded: LoadedCase, role: str, actor: Actor) -> bool:
    """Allocated to the case in that role, or in the team whose work it is."""
    if loaded.holders.get(role) == actor.id:
        return True
    team = team_of(loaded, role)
    return team is None or team == actor.team_id


def _not_their_own(loaded: LoadedCase, node: Node, actor: Actor, scope: str) -> None:
    element = barred_from(loaded, node, scope).get(actor.id)
    if element is not None:
        author = loaded.release.definitions.nodes[element].asked
        raise NotAllowed(f"You completed “{author}”, so somebody else must do “{node.asked}”.")
