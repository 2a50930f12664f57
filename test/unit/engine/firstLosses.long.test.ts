import { testSameLosses } from "../../support/sameLosses.js";

testSameLosses(20);
