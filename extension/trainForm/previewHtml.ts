import * as vscode from "vscode";
import { visibleText } from "../../model/messages/visibleText.js";
import type { DataPreview } from "../../model/run/dataPreview.js";
import { language } from "../words/language.js";
import { translateMessage } from "../words/translateMessage.js";

/** So many files stand on the page; the terminal's `googlenet data FOLDER --json` has all. */
const mostFiles = 200;

/** A document without code that shows what a network would learn from; `nonce` is of this document only. */
export function previewHtml(preview: DataPreview, nonce: string): string {
  const policy = `default-src 'none'; img-src data:; style-src 'nonce-${nonce}'`;
  const title = vscode.l10n.t("Pictures of {0}", visibleText(preview.title));
  return `<!doctype html>
<html lang="${escaped(language())}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>${escaped(title)}</title>
    <style nonce="${nonce}">${style}</style>
  </head>
  <body>
    <main>
      <h1>${nameOf(preview.title)}</h1>
      <p>${escaped(summaryOf(preview))}</p>
      <p>${again(preview)}</p>
      <ul class="pictures">${preview.pictures.map(pictureOf).join("")}</ul>
      ${changedOf(preview)}
      ${preview.remarks.map((remark) => `<p>${escaped(translateMessage(remark))}</p>`).join("")}
      ${classTable(preview)}
      ${leftOutOf(preview)}
    </main>
  </body>
</html>
`;
}

function summaryOf({ input, trainExamples, testExamples, classes }: DataPreview): string {
  const [channels, height, width] = input;
  const size = `${height} × ${width}`;
  return [
    vscode.l10n.t("{0} classes", classes.length),
    vscode.l10n.t("{0} pictures to train on, {1} to test on", trainExamples, testExamples),
    channels === 1
      ? vscode.l10n.t("given to the network in gray, {0} pixels", size)
      : vscode.l10n.t("given to the network in color, {0} pixels", size),
  ].join(" · ");
}

/** The form may have been closed: this opens it again. */
function again({ source }: DataPreview): string {
  const argument = encodeURIComponent(JSON.stringify([vscode.Uri.file(source).toString()]));
  const text = escaped(vscode.l10n.t("Train on these pictures"));
  return `<a href="command:googlenet.trainOnPictures?${argument}">${text}</a>`;
}

/** The same as a step of the run would see them. */
function changedOf({ changed }: DataPreview): string {
  if (changed.length === 0) return "";
  const title = escaped(vscode.l10n.t("As a training step sees them"));
  return `<h2>${title}</h2><ul class="pictures">${changed.map(pictureOf).join("")}</ul>`;
}

function pictureOf({ className, png }: DataPreview["pictures"][number]): string {
  const alternative = escaped(visibleText(className));
  return `<li><img src="data:image/png;base64,${png}" alt="${alternative}" /><span aria-hidden="true">${nameOf(className)}</span></li>`;
}

function classTable({ classes }: DataPreview): string {
  const heads = [vscode.l10n.t("Class"), vscode.l10n.t("To train on"), vscode.l10n.t("To test on")];
  const rows = classes.map(
    ({ name, train, test }) =>
      `<tr><th scope="row">${nameOf(name)}</th><td>${train}</td><td>${test}</td></tr>`,
  );
  return `<table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function leftOutOf({ leftOut }: DataPreview): string {
  if (leftOut.length === 0) return "";
  const items = leftOut
    .slice(0, mostFiles)
    .map(({ file, why }) => `<li>${nameOf(file)}: ${escaped(translateMessage(why))}</li>`);
  const more = leftOut.length - items.length;
  if (more > 0) items.push(`<li>${escaped(vscode.l10n.t("and {0} more", more))}</li>`);
  return `<h2>${escaped(vscode.l10n.t("Left out: {0}", leftOut.length))}</h2><ul>${items.join("")}</ul>`;
}

/** A person's own words, which may be written from right to left and must not turn ours. */
function nameOf(name: string): string {
  return `<bdi>${escaped(visibleText(name))}</bdi>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const style = `
  body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font: var(--vscode-font-size) var(--vscode-font-family); }
  main { max-width: 60rem; margin: 0 auto; padding: 0.5rem 1rem 2rem; overflow-wrap: anywhere; }
  h1 { font-size: 1.5em; font-weight: 600; }
  h2 { font-size: 1.1em; font-weight: 600; }
  a { color: var(--vscode-textLink-foreground); }
  .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 0.75rem; list-style: none; margin: 1rem 0; padding: 0; }
  .pictures li { display: flex; flex-direction: column; gap: 0.25rem; min-width: 0; }
  .pictures img { width: 6.5rem; image-rendering: pixelated; border: 1px solid var(--vscode-widget-border, transparent); }
  table { border-collapse: collapse; margin: 1rem 0; }
  th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: start; font-weight: inherit; }
  thead th { border-bottom: 1px solid var(--vscode-widget-border, currentColor); font-weight: 600; }
  td, thead th { overflow-wrap: normal; }
  td { text-align: end; font-variant-numeric: tabular-nums; }
`;
