type Child = Node | string | null | undefined | false;
type Properties = Record<string, unknown>;

/** An element; `on…` are listeners, properties the element has are set, everything else is an attribute. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (name === "class") {
      element.className = String(value);
    } else if (name in element && !name.includes("-") && typeof value !== "string") {
      (element as any)[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

const PATHS = {
  send: "M5 12h13M12.5 6.5L18 12l-5.5 5.5",
  clip: "M18.5 11.5l-6.8 6.8a4.2 4.2 0 0 1-6-6l7.6-7.6a2.8 2.8 0 0 1 4 4l-7.5 7.5a1.4 1.4 0 0 1-2-2l6.7-6.7",
  more: "M6 12h.01M12 12h.01M18 12h.01",
  min: "M5 12h14",
  x: "M6 6l12 12M18 6L6 18",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5L7 17l8-9M11 15.5l1.5 1.5 9-10",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 1 0 0-16zM12 7.5V12l3 2",
  warn: "M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.2",
  off: "M4 4l16 16M8.5 15.5a5 5 0 0 1 5.5-1M5.5 12.3a9 9 0 0 1 4-2.3M3 9a13 13 0 0 1 3.5-2.2M12.5 8.7a9 9 0 0 1 6 3.6M10.5 5.7A13 13 0 0 1 21 9M12 19v.2",
  file: "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5",
  dl: "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14",
  star: "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z",
  mail: "M5.5 5.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2zM4 7l8 6 8-6",
  shield: "M12 3.5l7 2.5v6c0 4.5-3 7.5-7 8.5-4-1-7-4-7-8.5V6zM9 12l2.2 2.2L15.2 10",
  down: "M6 9.5l6 6 6-6",
};

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: keyof typeof PATHS): SVGElement {
  return drawing("0 0 24 24", [[PATHS[name], ""]], name);
}

/** Our mark: the tight corner with the four petals cut out of it. */
export function mark(): SVGElement {
  return drawing(
    "0 0 32 32",
    [
      [
        "M10 1.5h12A8.5 8.5 0 0 1 30.5 10v12a8.5 8.5 0 0 1-8.5 8.5H4A2.5 2.5 0 0 1 1.5 28V10A8.5 8.5 0 0 1 10 1.5z",
        "ground",
      ],
      [
        "M15.2 15.2C10.5 15 8 12.5 7.6 7.6c4.9.4 7.4 2.9 7.6 7.6zM16.8 15.2c.2-4.7 2.7-7.2 7.6-7.6-.4 4.9-2.9 7.4-7.6 7.6zM15.2 16.8c-.2 4.7-2.7 7.2-7.6 7.6.4-4.9 2.9-7.4 7.6-7.6zM16.8 16.8c4.7.2 7.2 2.7 7.6 7.6-4.9-.4-7.4-2.9-7.6-7.6z",
        "petals",
      ],
    ],
    "mark",
  );
}

function drawing(viewBox: string, paths: [string, string][], name: string): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("class", `i i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const [d, role] of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    if (role) {
      path.setAttribute("class", role);
    }
    svg.append(path);
  }
  return svg;
}
