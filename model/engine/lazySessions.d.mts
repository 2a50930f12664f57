import type { Plugin } from "esbuild";

export const lazySessions: Plugin;
