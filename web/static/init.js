// Starts the GOV.UK components that a page uses: error summary focus, character count, service navigation, radios.
import { initAll } from "./govuk-frontend.min.js";

initAll();
