export type Theme = "light" | "dark";

interface Colours {
  readonly back: string;
  readonly emphasis: string;
  readonly good: string;
  readonly wrong: string;
  readonly wait: string;
  readonly busy: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly attention: string;
  readonly right: string;
}

const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    back: "#ffffff",
    emphasis: "#f5f5f5",
    good: "#e7f2da",
    wrong: "#fdf3f4",
    wait: "#fbf6d9",
    busy: "#e8ebfa",
    text: "#242424",
    subtle: "#616161",
    accent: "#5b5fc7",
    attention: "#c4314b",
    right: "#0e7a0d",
  },
  dark: {
    back: "#292929",
    emphasis: "#1f1f1f",
    good: "#0f2a0f",
    wrong: "#3b1519",
    wait: "#3a2f00",
    busy: "#2f2f4a",
    text: "#ffffff",
    subtle: "#adadad",
    accent: "#9ea2ff",
    attention: "#f9526b",
    right: "#92c353",
  },
};

/** The Adaptive Cards host settings that come closest to Teams' own. */
export function hostConfig(theme: Theme): object {
  const colours = COLOURS[theme];
  const foregroundColors = {
    default: { default: colours.text, subtle: colours.subtle },
    accent: { default: colours.accent, subtle: colours.accent },
    attention: { default: colours.attention, subtle: colours.attention },
    good: { default: colours.right, subtle: colours.right },
    warning: { default: colours.attention, subtle: colours.attention },
  };
  return {
    fontFamily: "'Segoe UI', 'Open Sans', 'DejaVu Sans', sans-serif",
    fontTypes: {
      default: {},
      monospace: { fontFamily: "Consolas, 'DejaVu Sans Mono', monospace" },
    },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: theme === "light" ? "#e0e0e0" : "#3d3d3d" },
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    containerStyles: {
      default: { backgroundColor: colours.back, foregroundColors },
      emphasis: { backgroundColor: colours.emphasis, foregroundColors },
      good: { backgroundColor: colours.good, foregroundColors },
      attention: { backgroundColor: colours.wrong, foregroundColors },
      warning: { backgroundColor: colours.wait, foregroundColors },
      accent: { backgroundColor: colours.busy, foregroundColors },
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      showCard: { actionMode: "Inline", inlineTopMargin: 8 },
      actionsOrientation: "Horizontal",
      actionAlignment: "Left",
    },
  };
}
