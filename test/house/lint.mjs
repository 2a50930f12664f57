import { safety } from "./safety.mjs";

const reexports = {
  meta: { messages: { reexport: "An index.ts holds a registry, not re-exports." } },
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, messageId: "reexport" });
    },
  }),
};

/** The calendar is set back and ahead: it says when something was, in a `time`, and never how long it took. */
const calendar = {
  meta: {
    messages: {
      duration:
        "Take performance.now() for durations; Date.now() is for the `time` of an event alone.",
    },
  },
  create: (context) => ({
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]'(node) {
      const { parent } = node;
      const name = parent.type === "Property" ? parent.key.name : parent.id?.name;
      if (name !== "time") context.report({ node, messageId: "duration" });
    },
  }),
};

/** Rules of this house that no linter has. */
export default {
  meta: { name: "house" },
  rules: { safety, "no-reexports": reexports, "no-calendar": calendar },
};
