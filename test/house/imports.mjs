import { mayImport, pureRooms, roomsOf } from "./rooms.mjs";

/** Everything in a folder, the files at a house's root, or one file, as a pattern for paths. */
function patternOf(place) {
  if (place.endsWith(".ts")) return `^${place.replaceAll(".", String.raw`\.`)}$`;
  return place.includes("/") ? `^${place}/` : `^${place}/[^/]+$`;
}

/** A file with a row of its own is under no other. What is not of a house, as tests, is in no row. */
const ofRooms = Object.entries(mayImport).map(([room, houses]) => ({
  ...{ name: room, severity: "error" },
  comment: `By its row it may import: ${[room, ...roomsOf(houses)].join(", ")}.`,
  from: {
    path: patternOf(room),
    pathNot: Object.keys(mayImport)
      .filter((other) => other !== room && other.endsWith(".ts"))
      .map(patternOf),
  },
  to: { dependencyTypes: ["local"], pathNot: [room, ...roomsOf(houses)].map(patternOf) },
}));

/** Packages, as they are imported and as they are found. */
const packages = (...names) =>
  names.flatMap((name) => [`^${name}(/|$)`, `^node_modules/(@types/)?${name}/`]);

const ofPackages = [
  {
    name: "tensor-libraries",
    comment: "Only an engine's folder may import a tensor library.",
    from: { pathNot: "^model/engine/[^/]+/" },
    to: { path: packages("@tensorflow", "webgpu") },
  },
  {
    name: "vscode",
    comment: "Only extension/ knows VS Code.",
    from: { pathNot: "^extension/" },
    to: { path: packages("vscode") },
  },
  ...["core", "npm"].map((kind) => ({
    name: `node-${kind}`,
    comment: "This part is pure: it runs in the page, the host, the trainer and the terminal.",
    // A page's bundles are listed for the build by a script.
    from: { path: [...pureRooms.map(patternOf), "^webview/"], pathNot: String.raw`\.mjs$` },
    to: kind === "core" ? { dependencyTypes: ["core"] } : { path: packages("execa") },
  })),
  {
    name: "stores",
    comment: "Drawing takes data; the page's store is passed in by whoever calls it.",
    from: { path: "^webview/(draw|charts|layout)/" },
    to: {
      path: [...packages("@preact/signals-core"), String.raw`^webview/state/(run|view)Store\.ts$`],
    },
  },
];

/** Who may import whom, and that none do so in a circle, with what is imported for its type alone. */
export default {
  forbidden: [
    ...ofRooms,
    ...ofPackages.map((rule) => ({ severity: "error", ...rule })),
    { name: "no-circles-of-files", severity: "error", from: {}, to: { circular: true } },
    {
      ...{ name: "no-circles-of-folders", severity: "error", scope: "folder" },
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // What is built from here, and AssemblyScript: its own language.
    exclude: { path: ["^dist/", "^model/engine/wasm/kernels/"] },
  },
};
