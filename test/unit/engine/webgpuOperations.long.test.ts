import { softwareGpu, testOperations } from "../../support/operationSuite.js";

// What slides: with more windows than beside it.
testOperations(softwareGpu(), [
  ...["convolution", "convolutionInputGradient", "convolutionWeightGradient"],
  ...["maxPool", "maxPoolGradient", "averagePool", "averagePoolGradient"],
] as const);
