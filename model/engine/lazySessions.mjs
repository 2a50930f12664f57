import path from "node:path";

/**
 * For esbuild. An engine's session that is imported when it is opened is a bundle of its own, beside the one that
 * asks for it: whoever does not train on that engine does not load its libraries.
 */
export const lazySessions = {
  name: "lazySessions",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/session\.js$/ }, ({ kind, resolveDir }) =>
      kind === "dynamic-import"
        ? { path: `./${path.basename(resolveDir)}Session.cjs`, external: true }
        : undefined,
    ),
};
