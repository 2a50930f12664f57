import { testAccessibility, testOtherNodes } from "./axe.js";

for (const theme of ["dark", "light"] as const) testAccessibility(theme);
// Their tabs are made of the same parts, whose colors are looked at above; the long check has every theme.
testOtherNodes("dark");
