import { exportSvg, notDrawn, rasterize, type PictureColors } from "./exportPicture.js";

export type PictureFormat = "svg" | "png";

/** Sharp on paper and on screens of two pixels a point. */
const pngScale = 2;

/** A picture as the host writes it: `name` without its ending. `prepare` as in `exportSvg`. */
export async function pictureFile(
  svg: SVGSVGElement,
  {
    name,
    format,
    colors,
    prepare,
  }: {
    readonly name: string;
    readonly format: PictureFormat;
    readonly colors: PictureColors;
    readonly prepare?: (copy: SVGSVGElement) => void;
  },
): Promise<{
  readonly name: string;
  readonly encoding: "utf8" | "base64";
  readonly content: string;
}> {
  const text = exportSvg(svg, colors, prepare);
  if (format === "svg") return { name: `${name}.svg`, encoding: "utf8", content: text };
  const png = await rasterize(text, pngScale);
  return { name: `${name}.png`, encoding: "base64", content: await base64Of(png) };
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const url = typeof reader.result === "string" ? reader.result : "";
      resolve(url.slice(url.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => {
      reject(notDrawn(reader.error));
    });
    reader.readAsDataURL(blob);
  });
}
