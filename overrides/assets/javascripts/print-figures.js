/** Fits pictures on sheets of paper: smaller, but with type of 7 points at least, else cut between their lanes. */
(() => {
  "use strict";

  const LEAST_TYPE = 7;
  const POINTS = 0.75; // of a pixel
  const STEP = 0.02;

  /** @type {(root: ParentNode) => SVGSVGElement[]} */
  function picturesIn(root) {
    return [...root.querySelectorAll("svg.swimlane")].flatMap((picture) => (picture instanceof SVGSVGElement ? [picture] : []));
  }

  /**
   * Returns the least scale at which a picture's words have 7 points.
   * @type {(picture: SVGSVGElement) => number}
   */
  function leastScale(picture) {
    const sizes = [...picture.querySelectorAll("text")].map((text) => parseFloat(getComputedStyle(text).fontSize));
    return Math.min(1, LEAST_TYPE / POINTS / Math.min(...sizes));
  }

  /**
   * Makes the pictures of a box smaller until all of it fits; false, and nothing changed, where their words would be too small.
   * @type {(box: HTMLElement) => boolean}
   */
  function fit(box) {
    const pictures = picturesIn(box);
    const least = Math.max(...pictures.map(leastScale));
    for (let scale = 1; scale >= least; scale -= STEP) {
      for (const picture of pictures) picture.style.setProperty("zoom", `${scale}`);
      if (box.scrollHeight <= box.clientHeight) return true;
    }
    for (const picture of pictures) picture.style.removeProperty("zoom");
    return box.scrollHeight <= box.clientHeight;
  }

  /**
   * Returns what a picture shows between two heights.
   * @type {(picture: SVGSVGElement, top: number, bottom: number) => SVGSVGElement}
   */
  function slice(picture, top, bottom) {
    const part = /** @type {typeof picture} */ (picture.cloneNode(true));
    part.setAttribute("viewBox", `0 ${top} ${picture.viewBox.baseVal.width} ${bottom - top}`);
    part.setAttribute("height", `${bottom - top}`);
    return part;
  }

  /**
   * Returns the heights between which the lanes of a picture are told, below its stages, none with more than there is room for.
   * @type {(picture: SVGSVGElement, room: number) => { start: number, end: number }[]}
   */
  function spans(picture, room) {
    const { top, height } = picture.getBoundingClientRect();
    const lanes = [...picture.querySelectorAll(".lane > polygon")].map((lane) => lane.getBoundingClientRect());
    const head = Math.min(...lanes.map((lane) => lane.top - top));
    const limits = [...new Set(lanes.map((lane) => Math.round(lane.bottom - top)))].sort((one, other) => one - other);
    /** @type {number[]} */
    const starts = [head];
    const ends = [...limits.slice(0, -1), height];
    for (const [number, limit] of limits.slice(0, -1).entries()) {
      if (head + ends[number + 1] - starts[starts.length - 1] > room) starts.push(limit);
    }
    return starts.map((start, number) => ({ start, end: starts[number + 1] ?? height }));
  }

  /**
   * Returns a figure as several that are no higher than there is room, each with the stages above some of the lanes.
   * @type {(figure: HTMLElement, room: number) => HTMLElement[]}
   */
  function byLanes(figure, room) {
    const [picture] = picturesIn(figure);
    if (!picture) return [figure];
    const captions = figure.getBoundingClientRect().height - picture.getBoundingClientRect().height;
    const parts = spans(picture, room - captions);
    return parts.map(({ start, end }) => {
      const part = /** @type {typeof figure} */ (figure.cloneNode(true));
      const head = slice(picture, 0, parts[0].start);
      for (const copy of picturesIn(part)) copy.replaceWith(head, slice(picture, start, end));
      return part;
    });
  }

  window.journeybook = { ...window.journeybook, figures: { fit, byLanes } };
})();
