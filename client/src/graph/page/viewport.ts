/** The part of the picture that is seen. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** Zooms and moves one element inside of another. */
export interface Viewport {
  readonly view: View;
  set(view: View): void;
  /** Shows a box at the top left as a whole. */
  fit(size: {width: number; height: number}): void;
  /** Zooms around the middle. */
  zoom(factor: number): void;
  /** Brings a box into sight, and zooms in where it could not be read. */
  show(box: {x: number; y: number; width: number; height: number}, options?: {readable?: boolean}): void;
}

const scales = {least: 0.05, most: 2.5, readable: 0.75};
const margin = 24;
/** After so long without another movement the picture stands still. */
const restMs = 200;

/** Lets `content` be moved and zoomed by wheel and mouse inside of `frame`, and says where it has come to rest. */
export function createViewport(frame: HTMLElement, content: HTMLElement, moved: (view: View) => void): Viewport {
  let view: View = {x: 0, y: 0, scale: 1};
  let frameAsked = false;
  let rest: number | undefined;

  function set(next: View): void {
    view = next;
    // Once a frame, and drawn anew at the end only.
    content.classList.add("moving");
    if (!frameAsked) requestAnimationFrame(apply);
    frameAsked = true;
    clearTimeout(rest);
    rest = setTimeout(() => {
      content.classList.remove("moving");
      moved(view);
    }, restMs);
  }

  function apply(): void {
    frameAsked = false;
    content.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  }

  function zoomAt(factor: number, x: number, y: number): void {
    const scale = Math.min(scales.most, Math.max(scales.least, view.scale * factor));
    const ratio = scale / view.scale;
    set({scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio});
  }

  frame.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const {left, top} = frame.getBoundingClientRect();
      zoomAt(Math.exp(-event.deltaY / (event.ctrlKey ? 100 : 500)), event.clientX - left, event.clientY - top);
    },
    {passive: false},
  );
  moveByMouse(frame, () => view, set);

  return {
    get view() {
      return view;
    },
    set,
    fit({width, height}) {
      const room = {width: frame.clientWidth - 2 * margin, height: frame.clientHeight - 2 * margin};
      const scale = Math.min(1, Math.max(scales.least, Math.min(room.width / width, room.height / height)));
      const x = (frame.clientWidth - width * scale) / 2;
      set({scale, x, y: Math.max(margin, (frame.clientHeight - height * scale) / 2)});
    },
    zoom: (factor) => zoomAt(factor, frame.clientWidth / 2, frame.clientHeight / 2),
    show(box, {readable = true} = {}) {
      const scale = readable ? Math.max(view.scale, scales.readable) : view.scale;
      const x = shiftFor(view.x, box.x * scale, box.width * scale, frame.clientWidth);
      const y = shiftFor(view.y, box.y * scale, box.height * scale, frame.clientHeight);
      if (scale !== view.scale || x !== view.x || y !== view.y) set({scale, x, y});
    },
  };
}

/** The same shift where a stretch is in sight with it, else the one that brings it into the middle. */
function shiftFor(shift: number, start: number, length: number, room: number): number {
  const isSeen = start + shift >= margin && start + shift + length <= room - margin;
  return isSeen ? shift : (room - length) / 2 - start;
}

function moveByMouse(frame: HTMLElement, current: () => View, set: (view: View) => void): void {
  frame.addEventListener("pointerdown", (down) => {
    if (down.button !== 0 || (down.target instanceof Element && down.target.closest("button") !== null)) return;
    const from = current();
    frame.setPointerCapture(down.pointerId);
    frame.classList.add("moving");
    const move = (event: PointerEvent) =>
      set({...from, x: from.x + event.clientX - down.clientX, y: from.y + event.clientY - down.clientY});
    const end = () => {
      frame.removeEventListener("pointermove", move);
      frame.classList.remove("moving");
    };
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", end, {once: true});
    frame.addEventListener("pointercancel", end, {once: true});
  });
}
