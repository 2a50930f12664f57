/** Asks for the reason over each type assertion: the compiler takes it on trust, and so does a reader. */
export const safety = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      missing:
        "Say why this holds on a line of its own above, after `// SAFETY: `, or let the compiler find it.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    const reasonBefore = (node) =>
      sourceCode
        .getCommentsBefore(node)
        .some(({ type, value }) => type === "Line" && /^ SAFETY: \S/u.test(value));
    /** Over itself, or over what it is a part of, up to the block that this stands in. */
    const isExplained = (node) => {
      for (let each = node; each !== null; each = each.parent) {
        if (reasonBefore(each)) return true;
        if (each.type === "BlockStatement" || each.type === "ClassBody") return false;
      }
      return false;
    };
    const check = (node) => {
      if (!isExplained(node)) context.report({ node, messageId: "missing" });
    };
    return {
      TSAsExpression(node) {
        const { typeAnnotation } = node;
        const isConst =
          typeAnnotation.type === "TSTypeReference" && typeAnnotation.typeName.name === "const";
        if (!isConst) check(node);
      },
      TSTypeAssertion: check,
      TSNonNullExpression: check,
    };
  },
};
