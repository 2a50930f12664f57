/** Looks for circles of files and of folders, with what is imported for its type alone. */
export default {
  forbidden: [
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
    // AssemblyScript: its own language.
    exclude: { path: "^model/engine/wasm/kernels/" },
  },
};
