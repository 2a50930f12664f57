import {
  firstSnapshotElementId,
  keptViewElementId,
  translationsElementId,
  type Snapshot,
} from "../../webview/protocol.js";

export interface PageDocument {
  /** The page's id. */
  readonly page: string;
  /** As HTML names it, such as `zh-CN`. */
  readonly language: string;
  /** Where the page's files come from, as the policy names it. */
  readonly cspSource: string;
  /** The address of a file of the page. */
  readonly sourceOf: (file: string) => string;
  /** Of one document only. */
  readonly nonce: string;
  /** The page's texts by their English; undefined in English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
  /** What the page opens with; null where it is to wait for the answer. */
  readonly snapshot: Snapshot | null;
  /** What an earlier panel kept of its view; undefined where there was none. */
  readonly keptView?: unknown;
}

/** A longer one, as of a network of thousands of nodes, would hold the page up more than the question for everything. */
const mostCharacters = 500_000;

/** The document of a page: no code inline, nothing from the network. */
export function documentOf(parts: PageDocument): string {
  const { page, language, cspSource, sourceOf, nonce, translations, snapshot, keptView } = parts;
  const policy = [
    "default-src 'none'",
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
  ].join("; ");
  return `<!doctype html>
<html lang="${escapeAttribute(language)}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta property="csp-nonce" content="${nonce}" />
    <title>GoogLeNet</title>
    <link rel="stylesheet" href="${sourceOf(`${page}.css`)}" />
  </head>
  <body data-page="${page}">
    <div id="app"></div>
    ${translations === undefined ? "" : dataBlock(translationsElementId, JSON.stringify(translations))}
    ${keptView === undefined ? "" : dataBlock(keptViewElementId, JSON.stringify(keptView))}
    ${firstSnapshot(snapshot)}
    <script nonce="${nonce}" src="${sourceOf(`${page}.js`)}"></script>
  </body>
</html>
`;
}

function firstSnapshot(snapshot: Snapshot | null): string {
  if (snapshot === null) return "";
  const json = JSON.stringify(snapshot);
  return json.length > mostCharacters ? "" : dataBlock(firstSnapshotElementId, json);
}

/** A block of data, which the policy allows as it never runs. */
function dataBlock(id: string, json: string): string {
  // A text may not end the element early.
  const content = json.replaceAll("<", String.raw`\u003c`);
  return `<script type="application/json" id="${id}">${content}</script>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
