export { addAverageGradient, averageMaps } from "./average";
export { augmentMaps } from "./augment";
export { resizeMaps, scaleBytes } from "./input";
export { localResponseGradient, localResponseMaps } from "./localResponse";
export { countHits, crossEntropy } from "./loss";
export { clearBorder, clearMaps, copyMaps, gateMaps, maskMaps, weighMaps } from "./maps";
export { multiplyPatches } from "./multiply";
export {
  combineMoments,
  factorsOfNormalization,
  follow,
  momentsOfMaps,
  scaleMaps,
} from "./normalization";
export { addNormalGradients, combineMaps, factorsOfGradient } from "./normalizationGradient";
export { addColumnSums, transposeWeights } from "./parameters";
export { addAveragePoolGradient, averagePool } from "./averagePool";
export { dropMaps } from "./dropout";
export { addMaxPoolGradient, maxPool } from "./pool";
export { positions } from "./positions";
export {
  addSquares,
  addMagnitudes,
  countBins,
  countBinsOfMaps,
  markAlive,
} from "./statistics";
export {
  averageFloats,
  clipFactor,
  descend,
  descendByAdam,
  descendWithMomentum,
  sumGradients,
} from "./update";
export { addWeightGradient } from "./weightGradient";
export { addTileGradients, multiplyTiles, transformWeights } from "./winograd";
