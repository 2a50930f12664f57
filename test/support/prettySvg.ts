/** A mark a line, so that a review sees what moved. */
export function prettySvg(svg: string): string {
  let depth = 0;
  const lines = svg
    .replaceAll(/<(\w+)([^<>]*)><\/\1>/g, "<$1$2/>")
    .replaceAll(/>(?=<(?!\/(text|title)))/g, ">\n")
    .split("\n")
    .map((line) => {
      const isClosing = line.startsWith("</");
      if (isClosing) depth--;
      const indented = "  ".repeat(Math.max(0, depth)) + line;
      if (!isClosing && !line.includes("</") && !line.endsWith("/>")) depth++;
      return indented;
    });
  return `${lines.join("\n")}\n`;
}
