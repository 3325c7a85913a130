/** The house's rules for style sheets, on top of the trade's standard ones. */

/** Every width at which a page changes: a phone's line, a phone held wide, the theme's tablet and desk, and room for a finger. */
const BREAKPOINTS = ["30em", "37.5em", "45em", "48em", "60em", "76.25em"];

/** `jb-block__element--modifier`, and the names of the theme around us. */
const OURS = "jb-[a-z]+(?:-[a-z]+)*(?:__[a-z]+(?:-[a-z]+)*)?(?:--[a-z0-9]+(?:-[a-z]+)*)?";
const THEME = "md-[a-z]+(?:-[a-z]+)*(?:__[a-z]+)?(?:--[a-z]+)?|headerlink|js|no-js";

export default {
  extends: "stylelint-config-standard",
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    "selector-max-id": 0,
    "declaration-no-important": true,
    "selector-class-pattern": `^(?:${OURS}|${THEME})$`,
    "custom-property-pattern": "^(?:jb|md)-[a-z0-9-]+$",
    "color-hex-length": "long", // pictures carry these colours, and some of the programs that read them know no others
    "no-descending-specificity": null, // a selector below .md-typeset outweighs the theme, wherever it stands
    "media-feature-name-value-allowed-list": { width: BREAKPOINTS },
  },
  overrides: [
    {
      // A drawing has short names of its own, below one class.
      files: ["**/swimlane.css", "**/poster.css"],
      rules: { "selector-class-pattern": `^(?:${OURS}|${THEME}|swimlane|[a-z]+(?:-[a-z]+)*)$` },
    },
  ],
};
