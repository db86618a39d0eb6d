pragma Singleton
import QtQuick

// How everything looks. Main sets the modes from the shell's view model; nothing else may hold a colour, a size or a
// duration. Sizes are design px (1080 wide, 23.8 inch) times `unit`.
QtObject {
    id: theme

    // Modes, set by Main.
    property real textScale: 1          // 1, 1.25, 1.5 or 2: the four sizes of text
    readonly property bool elder: textScale > 1        // the layout for large text: one column, few choices
    readonly property bool flat: huge || low           // one page scrolls as a whole instead of a text in it
    readonly property bool huge: textScale > 1.3       // what stands side by side in `elder` stands below each other
    property bool highContrast: false
    property bool landscape: false
    property bool traditional: false
    property bool still: false          // pictures for the tour and tests: nothing moves
    property bool low: false            // 画面放低: what is pressed lies in the lower part
    property real reachTop: 0           // real px from the top of the screen: where that part begins
    property real aloft: 0              // real px of a page above it: only read
    property real lowTop: 0             // real px from the top of a page: where its own things begin
    property real unit: 1               // real px per design px
    property real mm: 3.65              // real px per millimetre

    readonly property TokenPalette color: highContrast ? Tokens.highContrast : Tokens.light
    readonly property bool reducedMotion: elder || still

    function art(file: string): url {
        return Qt.resolvedUrl("../../../assets/art/" + file);
    }

    function dp(px: real): int {
        return Math.round(px * unit);
    }

    // Text grows with the size chosen, titles never beyond 88 design px: that is more than the largest body text. `factor`
    // is what a style grows by in 大 (1.25); in the larger sizes it grows in proportion.
    function fontPx(style: TypeStyle): int {
        const grown = style.px * (1 + (textScale - 1) * (style.factor - 1) / 0.25);
        return Math.round(Math.max(style.px, Math.min(grown, 88)) * unit);
    }

    // What holds text grows like it.
    function grow(px: real): int {
        return Math.round(px * unit * textScale);
    }

    // Icons and other decoration: like text up to 大, then half as fast, for the room belongs to the words.
    function growIcon(px: real): int {
        return Math.round(px * unit * (textScale > 1.25 ? 1.25 + (textScale - 1.25) * 0.4 : textScale));
    }

    readonly property string sans: traditional ? "Noto Sans CJK HK" : "Noto Sans CJK SC"
    readonly property string serifFamily: traditional ? "Noto Serif CJK HK" : "Noto Serif CJK SC"
    readonly property string iconFamily: "Phosphor-Bold"

    function family(style: TypeStyle): string {
        return style.serif && !elder && !highContrast ? serifFamily : sans;
    }

    // Type scale (design system 2.2).
    readonly property TypeStyle display: TypeStyle { px: 108; factor: 1; lineHeight: 1.2; bold: true; serif: true }
    readonly property TypeStyle displayM: TypeStyle { px: 92; factor: 1; lineHeight: 1.2; bold: true; serif: true }
    readonly property TypeStyle displayS: TypeStyle { px: 88; factor: 1; lineHeight: 1.25; bold: true; serif: true }
    readonly property TypeStyle question: TypeStyle { px: 72; lineHeight: 1.3; bold: true }
    readonly property TypeStyle countdown: TypeStyle { px: 120; factor: 1; lineHeight: 1; bold: true; serif: true }
    readonly property TypeStyle figure: TypeStyle { px: 84; factor: 1; lineHeight: 1.1; bold: true; serif: true }
    readonly property TypeStyle titleHome: TypeStyle { px: 64; lineHeight: 1.25; bold: true; serif: true }
    readonly property TypeStyle title1: TypeStyle { px: 60; lineHeight: 1.25; bold: true; serif: true }
    readonly property TypeStyle title1S: TypeStyle { px: 52; lineHeight: 1.3; bold: true; serif: true }
    readonly property TypeStyle titleTail: TypeStyle { px: 44; lineHeight: 1.25; bold: true; serif: true }
    readonly property TypeStyle time: TypeStyle { px: 56; lineHeight: 1.1; bold: true; serif: true }
    readonly property TypeStyle weekday: TypeStyle { px: 52; lineHeight: 1.15; bold: true; serif: true }
    readonly property TypeStyle cardTitle: TypeStyle { px: 40; lineHeight: 1.3; bold: true }
    readonly property TypeStyle timeSmall: TypeStyle { px: 44; lineHeight: 1.2; bold: true; serif: true }
    readonly property TypeStyle title2: TypeStyle { px: 44; lineHeight: 1.3; bold: true }
    readonly property TypeStyle tileTitle: TypeStyle { px: 42; lineHeight: 1.25; bold: true }
    readonly property TypeStyle title3: TypeStyle { px: 38; lineHeight: 1.35; bold: true }
    readonly property TypeStyle sectionTitle: TypeStyle { px: 36; lineHeight: 1.3; bold: true }
    readonly property TypeStyle featureTitle: TypeStyle { px: 48; lineHeight: 1.3; bold: true; serif: true }
    readonly property TypeStyle phone: TypeStyle { px: 46; lineHeight: 1.35; bold: true }
    readonly property TypeStyle phoneRow: TypeStyle { px: 54; lineHeight: 1.0; bold: true }
    readonly property TypeStyle number: TypeStyle { px: 31; lineHeight: 1.0; bold: true; serif: true }
    readonly property TypeStyle dayNumber: TypeStyle { px: 60; lineHeight: 1.0; bold: true; serif: true }
    readonly property TypeStyle lead: TypeStyle { px: 36; lineHeight: 1.45 }
    readonly property TypeStyle article: TypeStyle { px: 34; lineHeight: 1.6 }
    readonly property TypeStyle bodyL: TypeStyle { px: 34; lineHeight: 1.45 }
    readonly property TypeStyle bodyLBold: TypeStyle { px: 34; lineHeight: 1.35; bold: true }
    readonly property TypeStyle body: TypeStyle { px: 32; lineHeight: 1.45 }
    readonly property TypeStyle bodyBold: TypeStyle { px: 32; lineHeight: 1.35; bold: true }
    readonly property TypeStyle rowLine: TypeStyle { px: 30; lineHeight: 1.4 }
    readonly property TypeStyle label: TypeStyle { px: 30; lineHeight: 1.35; bold: true }
    readonly property TypeStyle secondary: TypeStyle { px: 28; lineHeight: 1.4 }
    readonly property TypeStyle secondaryBold: TypeStyle { px: 28; lineHeight: 1.3; bold: true }
    readonly property TypeStyle minimum: TypeStyle { px: 26; lineHeight: 1.35 }
    readonly property TypeStyle minimumDense: TypeStyle { px: 26; lineHeight: 1.2 }
    readonly property TypeStyle tag: TypeStyle { px: 26; lineHeight: 1.2; bold: true }
    readonly property TypeStyle tagDense: TypeStyle { px: 26; lineHeight: 1.1; bold: true }
    readonly property TypeStyle brand: TypeStyle { px: 34; factor: 1.18; lineHeight: 1.2; bold: true; serif: true }
    readonly property TypeStyle clock: TypeStyle { px: 40; lineHeight: 1.1; bold: true }
    readonly property TypeStyle barLabel: TypeStyle { px: 28; factor: 1.21; lineHeight: 1.2; bold: true }
    readonly property TypeStyle barLabelWide: TypeStyle { px: 30; factor: 1.13; lineHeight: 1.2; bold: true }
    readonly property TypeStyle button: TypeStyle { px: 36; lineHeight: 1.2; bold: true }
    readonly property TypeStyle buttonSmall: TypeStyle { px: 32; lineHeight: 1.2; bold: true }
    readonly property TypeStyle buttonHuge: TypeStyle { px: 56; factor: 1.14; lineHeight: 1.2; bold: true }
    readonly property TypeStyle notice: TypeStyle { px: 44; factor: 1.1; lineHeight: 1.5 }
    readonly property TypeStyle leadL: TypeStyle { px: 38; factor: 1.15; lineHeight: 1.5 }
    readonly property TypeStyle memoTicket: TypeStyle { px: 168; factor: 1; lineHeight: 1.2; bold: true }
    readonly property TypeStyle memoTime: TypeStyle { px: 132; factor: 1; lineHeight: 1.2; bold: true }
    readonly property TypeStyle memoPlace: TypeStyle { px: 108; factor: 1; lineHeight: 1.2; bold: true }
    readonly property TypeStyle memoPhone: TypeStyle { px: 92; factor: 1; lineHeight: 1.2; bold: true }
    readonly property TypeStyle buttonLarge: TypeStyle { px: 40; lineHeight: 1.2; bold: true }

    // Space (design system 2.3).
    readonly property int xxs: dp(4)
    readonly property int xs: dp(8)
    readonly property int gap: Math.ceil(3 * mm)     // between two things to press at least
    readonly property int s: Math.max(dp(12), gap)
    readonly property int m: Math.max(dp(16), gap)
    readonly property int l: dp(24)
    readonly property int xl: dp(32)
    readonly property int xxl: dp(48)

    readonly property int radiusKey: dp(16)
    readonly property int radiusField: dp(24)
    readonly property int radiusCard: dp(28)
    readonly property int radiusHero: dp(36)
    readonly property int radiusSheet: dp(40)
    readonly property int hairline: dp(highContrast ? 4 : 2)
    readonly property int control: dp(highContrast ? 4 : 3)
    readonly property int selected: dp(5)
    readonly property int focusRing: dp(6)
    readonly property int focusGap: dp(4)
    readonly property int lip: highContrast ? 0 : dp(6)

    // Frame (design system 3).
    readonly property int margin: dp(landscape ? 64 : 48)
    readonly property int topBar: dp(landscape ? (textScale > 1.6 ? 144 : 104) : (textScale > 1.6 ? 160 : textScale > 1.3 ? 128 : 112))
    readonly property int bottomBar: dp(landscape ? (textScale > 1.6 ? 208 : elder ? 160 : 136) : (textScale > 1.6 ? 272 : textScale > 1.3 ? 232 : elder ? 184 : 152))
    readonly property int hugeRows: landscape ? 3 : 4                    // rows of a list a page, where they are as high as their words
    readonly property int readerLeast: grow(landscape ? 130 : 420)       // the least of a text that turns by buttons
    readonly property int contentTop: dp(landscape ? 12 : 16)
    readonly property int contentBottom: dp(24)
    readonly property int bannerHeight: grow(landscape ? 96 : 124)

    // Motion (2.4); 0 everywhere in reduced motion.
    readonly property int press: reducedMotion ? 0 : 90
    readonly property int state: reducedMotion ? 0 : 160
    readonly property int enter: reducedMotion ? 0 : 240
    readonly property int page: reducedMotion ? 0 : 280
    readonly property int attract: reducedMotion ? 0 : 900
    readonly property int pageShift: dp(48)
    readonly property int debounce: 350
    readonly property int keyBounce: 90
    readonly property int loadingDelay: still ? 0 : 400
    readonly property int loadingStep: 300
    readonly property int loadingGiveUp: 8000
    readonly property int toast: 6000

    // Tints of icon tiles: kapok, leaf, river, amber, berry, plain.
    function tintBack(tint: string): color {
        if (highContrast)
            return color.ground;
        switch (tint) {
        case "kapok": return color.accentTint;
        case "leaf": return color.okBg;
        case "river": return color.infoBg;
        case "amber": return color.warnBg;
        case "berry": return color.errBg;
        }
        return color.sunk;
    }
    function tintInk(tint: string): color {
        if (highContrast)
            return color.text;
        switch (tint) {
        case "kapok": return color.accentText;
        case "leaf": return color.ok;
        case "river": return color.info;
        case "amber": return color.warn;
        case "berry": return color.err;
        }
        return color.text;
    }
}
