/** How registers of dues look. */
export const LIST = "/funds/dues";
export { DUES_TONES } from "../tones";
