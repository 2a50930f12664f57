/** How two that are compared are named, wherever they stand beside each other. */
export const sides = { first: "A", second: "B", difference: "B − A" } as const;
