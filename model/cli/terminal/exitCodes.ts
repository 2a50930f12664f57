/** The contract of the command line: usage covers bad input, interrupted means a checkpoint was written. */
export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;
