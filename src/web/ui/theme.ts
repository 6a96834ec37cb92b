import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eef0fc',
  '#dde1f8',
  '#bcc4f1',
  '#9aa6ea',
  '#8594ec',
  '#5b6be0',
  '#3f4fc4',
  '#3543a8',
  '#2c388c',
  '#232d70',
];

/** The greys of the dark: cool, as the light ones are. */
const dark: MantineColorsTuple = [
  '#c9cdd5',
  '#b3b9c4',
  '#868e9c',
  '#646c7a',
  '#3a404b',
  '#2b3038',
  '#20242b',
  '#1a1d22',
  '#14161a',
  '#101215',
];

/** The four sizes a text may have: small, body, title, figure; in rem, so that a browser's setting counts. */
const fontSizes = { xs: '0.8125rem', sm: '0.875rem', md: '0.875rem', lg: '1.25rem', xl: '2rem' };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 5 },
  colors: { accent, dark },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  fontSizes,
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: fontSizes.lg, lineHeight: '1.4' },
      h2: { fontSize: fontSizes.sm, lineHeight: '1.5' },
      h3: { fontSize: fontSizes.sm, lineHeight: '1.5' },
    },
  },
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  spacing: { xs: '0.5rem', sm: '0.5rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 'sm',
  radius: { sm: '6px', md: '8px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // Plain objects rather than Modal.extend(…): importing the components would load them with every page.
  components: {
    // An empty element with the focus would stand among the entries of the menu, where only entries may.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        // Its <header> would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    Drawer: {
      defaultProps: {
        position: 'right',
        transitionProps: { duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
        // Its <header> would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, multiline: true } },
  },
});

/** Colours that carry text keep a contrast of at least 4.5 to 1 on their ground, light and dark. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b1e25',
    '--mantine-color-dimmed': '#5a6270',
    '--mantine-color-placeholder': '#68707d',
    '--mantine-color-anchor': '#3f4fc4',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#d3d7de',
    '--mantine-color-accent-light': '#eef0fc',
    '--mantine-color-accent-light-hover': '#dde1f8',
    '--mantine-color-accent-light-color': '#3543a8',
    '--usher-ground': '#fbfbfc',
    '--usher-surface': '#ffffff',
    '--usher-line': '#e4e7ec',
    '--usher-hover': '#f3f4f7',
    '--usher-chosen': '#eef0fc',
    '--usher-good': '#17693a',
    '--usher-warn': '#8a4b00',
    '--usher-bad': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#14161a',
    '--mantine-color-text': '#e4e7ec',
    '--mantine-color-dimmed': '#9ea6b4',
    '--mantine-color-placeholder': '#8b93a1',
    '--mantine-color-anchor': '#a3aff2',
    '--mantine-color-error': '#ff9c93',
    '--mantine-color-default': '#1c1f25',
    '--mantine-color-default-hover': '#252932',
    '--mantine-color-default-border': '#3a404b',
    '--mantine-color-accent-light': '#252a45',
    '--mantine-color-accent-light-hover': '#2f3557',
    '--mantine-color-accent-light-color': '#bcc4f1',
    '--mantine-color-red-light': '#3b2022',
    '--mantine-color-yellow-light': '#352a12',
    '--mantine-color-gray-light': '#20242b',
    '--usher-ground': '#14161a',
    '--usher-surface': '#1a1d22',
    '--usher-line': '#2b3038',
    '--usher-hover': '#20242b',
    '--usher-chosen': '#252a45',
    '--usher-good': '#79d29b',
    '--usher-warn': '#f0b566',
    '--usher-bad': '#ff9c93',
  },
});

/** The nonce which the server writes into index.html for the style elements made at run time. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
