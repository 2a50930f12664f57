import { testSameLosses } from "../../support/sameLosses.js";

testSameLosses(4);
