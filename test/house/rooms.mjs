/**
 * The import table of the design: a room may import itself and these, `.` being the files at a house's
 * root. A file is named where it alone may be imported, and has a row where it alone may import.
 * `npm test -- imports` holds every import to it.
 */
export const mayImport = {
  // Its file at the root is what every registry is made with.
  model: {},
  "model/messages": {},
  "model/options": { model: "messages" },
  "model/network": { model: ". messages" },
  "model/machine": { model: "messages options" },
  "model/run": { model: "messages options network machine" },
  "model/metrics": { model: ". messages network run" },
  "model/program": { model: "network run" },
  "model/host": { model: "messages" },
  "model/folder": { model: "messages network run program host" },
  "model/data": { model: ". messages host images" },
  "model/engine": { model: ". messages network machine run program host data" },
  "model/training": {
    model: "messages network machine run metrics program host folder data engine",
  },
  "model/asking": {
    model: "messages network run program folder data engine training images",
  },
  "model/trainer": { model: "messages machine run folder data engine training asking answers" },
  "model/images": { model: "messages" },
  "model/answers": {
    model:
      "messages network machine run metrics program host folder data engine training asking images",
  },
  "model/cli": {
    model:
      ". messages options network machine run metrics host folder data engine training answers",
  },
  // Its files at the root are the protocol between a page and its host.
  webview: { model: "network run asking" },
  "webview/words": { model: "messages network run metrics", webview: "." },
  "webview/host": { model: "messages run asking", webview: ". words" },
  "webview/layout": { model: "network" },
  "webview/state": { model: ". network run asking", webview: ". words host layout" },
  "webview/marks": { model: "run" },
  "webview/draw": { model: "network run asking", webview: "words layout state marks" },
  "webview/charts": { model: ". network run metrics", webview: "words layout marks" },
  "webview/export": { model: "network", webview: "words host marks" },
  "webview/runs": { model: "run metrics", webview: ". words host marks charts" },
  "webview/header": { model: "messages run metrics", webview: ". words host state marks" },
  "webview/page": { model: "run", webview: ". words host state" },
  "webview/inspector": {
    model: ". messages network run asking",
    webview: "words host layout state marks export",
  },
  "webview/stage": {
    model: ". network asking",
    webview: ". words host layout state marks draw export header page",
  },
  "webview/evaluation": {
    model: "run asking metrics",
    webview: ". words host layout state marks charts page",
  },
  "webview/curves": { webview: "words host state marks charts export runs page" },
  "webview/pages": {
    model: "run asking metrics",
    webview:
      ". words host layout state marks charts runs header page inspector stage curves evaluation styles",
  },
  // Its own files at the root are what every room needs; the last row stands above all of them.
  extension: { model: "messages options network machine run", webview: ".", extension: "words" },
  "extension/words": { model: "messages network metrics" },
  "extension/settings": { model: "messages options network machine run host", extension: "." },
  "extension/trainer": { model: "messages machine run host trainer/protocol.ts" },
  "extension/engines": {
    model: "messages machine run trainer/protocol.ts",
    extension: ". words settings trainer",
  },
  "extension/runs": {
    model: "messages network machine run metrics host folder data asking trainer/protocol.ts",
    webview: ".",
    extension: ". words settings trainer engines",
  },
  "extension/trainForm": {
    model: "messages options network machine run host folder data metrics",
    extension: ". words settings trainer engines",
  },
  "extension/views": {
    model: ". messages network run metrics asking",
    webview: ".",
    extension: ". words settings trainer runs",
  },
  "extension/commands": {
    model: ". messages run folder",
    extension: ". settings trainer engines runs trainForm views",
  },
  // It sets up what an engine needs and writes in a terminal, as the command line does.
  "extension/launch": {
    model: "messages metrics machine run host folder data engine answers cli",
    extension: ". settings runs",
  },
  "extension/main.ts": {
    model: "folder",
    extension: ". settings trainer engines runs views commands",
  },
};

/** They run in the page, the host, the trainer and the terminal: no files, no processes, no document. */
export const pureRooms = [
  "model",
  ...["messages", "options", "network", "machine", "run", "metrics", "program"].map(
    (name) => `model/${name}`,
  ),
];

/** What a row of the table names, as paths. */
export function roomsOf(houses) {
  return Object.entries(houses).flatMap(([house, names]) =>
    names.split(" ").map((name) => (name === "." ? house : `${house}/${name}`)),
  );
}
