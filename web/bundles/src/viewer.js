// Shows a case's diagram with what is done, in progress and overdue. The same facts stand in a table below it, so
// nothing is lost where this does not run.
//
// <div role="group" data-diagram="URL of the BPMN XML">
//   <script type="application/json">{"elements": [{"id": "decide_request", "status": "overdue", "word": "Overdue"}]}</script>
//   <div class="app-diagram__tools" hidden> <button data-zoom="in|out|fit|current"> … </div>
//   <div class="app-diagram__canvas"></div>
//   <p data-diagram-problem hidden>…</p>
// </div>
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

const STATUSES = ["done", "current", "overdue"];
const READABLE = 0.85;

function mark(viewer, { id, status, word }) {
  const shape = viewer.get("elementRegistry").get(id);
  if (!shape || !STATUSES.includes(status)) {
    return null;
  }
  const canvas = viewer.get("canvas");
  canvas.addMarker(id, `app-${status}`);
  if (shape.children?.length) {
    canvas.addMarker(id, "app-container");
  }
  const label = document.createElement("span");
  label.className = `app-diagram__word app-diagram__word--${status}`;
  label.textContent = word;
  viewer.get("overlays").add(id, {
    position: { top: -12, left: 0 },
    html: label,
    scale: { min: 0.5, max: 1.2 },
    show: { minZoom: 0.3 },
  });
  return shape;
}

function fit(viewer) {
  viewer.get("canvas").zoom("fit-viewport", "auto");
}

function showShape(viewer, shape) {
  const canvas = viewer.get("canvas");
  const { width, height } = canvas.viewbox().outer;
  canvas.viewbox({
    x: shape.x + shape.width / 2 - width / (2 * READABLE),
    y: shape.y + shape.height / 2 - height / (2 * READABLE),
    width: width / READABLE,
    height: height / READABLE,
  });
}

function connectTools(figure, viewer, focus) {
  const tools = figure.querySelector(".app-diagram__tools");
  if (!tools) {
    return;
  }
  const actions = {
    in: () => viewer.get("zoomScroll").stepZoom(1),
    out: () => viewer.get("zoomScroll").stepZoom(-1),
    fit: () => fit(viewer),
    current: () => focus && showShape(viewer, focus),
  };
  tools.querySelectorAll("[data-zoom]").forEach((button) => {
    button.hidden = button.dataset.zoom === "current" && !focus;
    button.addEventListener("click", () => actions[button.dataset.zoom]());
  });
  tools.hidden = false;
}

async function show(figure) {
  const response = await fetch(figure.dataset.diagram, { credentials: "same-origin" });
  if (!response.ok) {
    throw new Error(`The diagram could not be fetched: ${response.status}`);
  }
  const viewer = new NavigatedViewer({
    container: figure.querySelector(".app-diagram__canvas"),
    // The wheel belongs to the page; the buttons zoom and the mouse drags.
    zoomScroll: { enabled: false },
  });
  const { warnings } = await viewer.importXML(await response.text());
  warnings.forEach((warning) => console.warn(warning.message));
  const { elements } = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  const shown = elements.map((element) => [element.status, mark(viewer, element)]).filter(([, shape]) => shape);
  const small = shown.filter(([, shape]) => !shape.children?.length);
  const focus = (small.find(([status]) => status === "overdue") ?? small.find(([status]) => status === "current"))?.[1];
  fit(viewer);
  if (focus && viewer.get("canvas").zoom() < READABLE) {
    showShape(viewer, focus);
  }
  connectTools(figure, viewer, focus);
  figure.dataset.ready = "yes";
}

document.querySelectorAll("[data-diagram]").forEach((figure) => {
  show(figure).catch((problem) => {
    figure.querySelector("[data-diagram-problem]")?.removeAttribute("hidden");
    console.error(problem);
  });
});
