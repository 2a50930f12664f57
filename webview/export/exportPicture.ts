import { t } from "../words/l10n.js";
import { plainColor } from "./plainColor.js";
import { printColors } from "./printColors.js";

export type PictureColors = "theme" | "print";

/** What a style sheet may say of a mark and what a file of its own must say itself. */
const inherited = [
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "opacity",
  "rx",
] as const;

type Styles = readonly (readonly [name: string, value: string])[];

/** Of no use outside of the page. */
const pageAttributes = /^(?:class|id|style|role|tabindex|aria-.*|data-.*)$/;

/**
 * The picture as a file of its own: every color and font written at its mark, no style sheet needed.
 * Its size is the one on screen. `prepare` may change the copy before its colors are read; the page's own
 * picture stays as it is. Throws where the picture is not in a document.
 */
export function exportSvg(
  svg: SVGSVGElement,
  colors: PictureColors,
  prepare?: (copy: SVGSVGElement) => void,
): string {
  const parent = svg.parentElement;
  if (parent === null) throw new Error(t("Only a picture that is on the page can be exported."));
  const { width, height } = svg.getBoundingClientRect();
  // SAFETY: a copy is an element of the same kind.
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  // Beside the original the copy obeys the same rules of style; nobody sees it there.
  copy.style.setProperty("position", "fixed");
  copy.style.setProperty("left", "-99999px");
  if (colors === "print") {
    for (const [name, value] of Object.entries(printColors)) copy.style.setProperty(name, value);
  }
  prepare?.(copy);
  parent.append(copy);
  try {
    const ground = groundOf(copy, colors);
    writeStyles(copy);
    return serialize(copy, ground);
  } finally {
    copy.remove();
  }
}

/** The SVG as a PNG, `scale` pixels for each of its own. Rejects where the browser cannot draw it. */
export async function rasterize(svg: string, scale: number): Promise<Blob> {
  const image = new Image();
  // A data URL, since the page's policy allows no blob.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
  } catch (error) {
    throw notDrawn(error);
  }
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(image.naturalWidth * scale);
  canvas.height = Math.ceil(image.naturalHeight * scale);
  const context = canvas.getContext("2d");
  if (context === null) throw notDrawn();
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(t("The picture is too large for a PNG; choose SVG.")));
      else resolve(blob);
    }, "image/png");
  });
}

export function notDrawn(cause?: unknown): Error {
  return new Error(t("The picture could not be drawn as a PNG; choose SVG."), { cause });
}

/** The color behind the picture: the nearest one around it that is not transparent. */
function groundOf(copy: SVGSVGElement, colors: PictureColors): string {
  if (colors === "print") return "#ffffff";
  for (let element: Element | null = copy; element !== null; element = element.parentElement) {
    const ground = plainColor(getComputedStyle(element).backgroundColor);
    if (ground !== null && ground.opacity > 0) return ground.color;
  }
  return "#ffffff";
}

/** First all styles are read, then all are written: a write in between would style the page again. */
function writeStyles(copy: SVGSVGElement): void {
  const marks = [...copy.querySelectorAll<SVGElement>("*")].map((mark) => ({
    mark,
    styles: isDrawn(mark) ? stylesOf(mark) : null,
  }));
  for (const { mark, styles } of marks) {
    if (styles === null) mark.remove();
    else write(mark, styles);
  }
  write(copy, []);
}

function write(mark: SVGElement, styles: Styles): void {
  for (const name of mark.getAttributeNames().filter((each) => pageAttributes.test(each))) {
    mark.removeAttribute(name);
  }
  for (const [name, value] of styles) mark.setAttribute(name, value);
}

function isDrawn(mark: SVGElement): boolean {
  const { display, visibility } = getComputedStyle(mark);
  return display !== "none" && visibility === "visible";
}

const grouping = new Set(["g", "title", "desc", "defs", "clipPath"]);

function stylesOf(mark: SVGElement): Styles {
  const style = getComputedStyle(mark);
  if (grouping.has(mark.tagName)) {
    const { opacity } = style;
    return opacity === "1" || mark.tagName !== "g" ? [] : [["opacity", opacity]];
  }
  const given = inherited.flatMap((name): Styles => {
    const value = style.getPropertyValue(name);
    return value === "" || isUsual(name, value, mark) ? [] : [[name, value]];
  });
  return [...given, ...paint("fill", style), ...paint("stroke", style)];
}

/** What a reader of SVG assumes where nothing is said. */
const usual: Readonly<Record<string, string>> = {
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "font-weight": "400",
  "font-variant-numeric": "normal",
  "text-anchor": "start",
  "dominant-baseline": "auto",
  opacity: "1",
  rx: "auto",
};

function isUsual(name: string, value: string, mark: SVGElement): boolean {
  if (value === usual[name]) return true;
  const isText = mark.tagName === "text" || mark.tagName === "tspan";
  return name.startsWith("font") || name === "text-anchor" ? !isText : false;
}

function paint(name: "fill" | "stroke", style: CSSStyleDeclaration): Styles {
  const value = style.getPropertyValue(name);
  const plain = plainColor(value);
  if (plain === null) return name === "stroke" && value === "none" ? [] : [[name, value]];
  if (plain.opacity === 0) return [[name, "none"]];
  const opacity = plain.opacity * Number(style.getPropertyValue(`${name}-opacity`));
  return [
    [name, plain.color],
    [`${name}-opacity`, String(Math.round(opacity * 1000) / 1000)],
  ];
}

function serialize(copy: SVGSVGElement, ground: string): string {
  const width = copy.getAttribute("width") ?? "0";
  const height = copy.getAttribute("height") ?? "0";
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const [x = "0", y = "0", boxWidth = width, boxHeight = height] =
    copy.getAttribute("viewBox")?.split(/[\s,]+/) ?? [];
  const back = copy.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "rect");
  const attributes = { x, y, width: boxWidth, height: boxHeight, fill: ground };
  for (const [name, value] of Object.entries(attributes)) back.setAttribute(name, value);
  copy.prepend(back);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
