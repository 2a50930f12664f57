const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu;

/**
 * The number that a person writes in digits, such as `-0.5` or `1e-3`; null for any other text, hexadecimal ones
 * among them, and for what no number can hold: beyond the largest, or so small that 0 would stand for it.
 */
export function decimalIn(text: string): number | null {
  const digits = text.trim();
  if (!decimal.test(digits)) return null;
  const number = Number(digits);
  const [mantissa = ""] = digits.toLowerCase().split("e");
  const isLost = !Number.isFinite(number) || (number === 0 && /[1-9]/u.test(mantissa));
  return isLost ? null : number;
}
