pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Base of every page: the margins of the content area, which scrolls by buttons where its content asks for more. A form has
// 结束并清除 on top; a page about something nobody else need see has 遮住 and 快速离开 there, and covers itself when it is left
// alone for a while. In 画面放低 what is only read at the head of the page stands above, and everything else below the line
// that somebody who sits can reach.
FocusScope {
    id: page

    default property alias content: zone.content
    property alias inner: zone
    readonly property real overflow: zone.overflow      // how much higher the content is than its room
    property Shell form: null              // set while this page is a form
    property Shell sensitive: null         // set while it shows something sensitive
    property Component head: null          // then stands on top instead of 遮住 and 快速离开 alone: it holds them
    readonly property Item onTop: strip.item as Item
    readonly property bool unattended: sensitive !== null && (sensitive.visit.unattended || sensitive.visit.asking)
    property bool covered: false
    onSensitiveChanged: if (sensitive === null) covered = false
    property bool snug: false              // 画面放低: it wants the room of the line that says why everything stands there, and says it above
    property real give: 0.04               // how much layouts close their ranks before the page scrolls
    readonly property Aloft above: aloft.item as Aloft
    readonly property real upper: Theme.low ? Theme.lowTop : Theme.contentTop

    // What is only read rises, once the lists are filled; who shows the page says when.
    function rise(): void {
        if (above && !risen && !covered) {
            risen = true;
            above.lift(zone.holder);
        }
    }
    property bool risen: false

    onUnattendedChanged: if (unattended) covered = true

    Accessible.role: Accessible.Pane

    Loader {
        id: aloft
        active: Theme.low
        width: page.width
        height: Theme.aloft
        sourceComponent: Aloft {
            visible: !page.covered
        }
    }
    Loader {
        id: strip
        x: Theme.margin
        y: page.upper
        width: page.width - 2 * Theme.margin
        active: !page.covered && (page.form !== null || page.sensitive !== null)
        sourceComponent: page.form !== null ? formStrip : page.head !== null ? page.head : coverStrip
    }
    Component {
        id: formStrip
        FormStrip {
            app: page.form
            veils: page.sensitive !== null
            onCover: page.covered = true
        }
    }
    Component {
        id: coverStrip
        SensitiveStrip { app: page.sensitive; onCover: page.covered = true }
    }
    ScrollZone {
        id: zone
        give: Theme.flat ? 0 : page.give
        x: Theme.margin
        y: strip.active ? strip.y + strip.height + Theme.m : strip.y
        width: page.width - 2 * Theme.margin
        height: page.height - y - Theme.contentBottom
        visible: !page.covered             // what is covered has no names for a screen reader either
    }
    Loader {
        x: Theme.margin
        y: page.upper
        width: page.width - 2 * Theme.margin
        height: page.height - y - Theme.contentBottom
        active: page.covered
        sourceComponent: Cover { app: page.sensitive; onUncover: page.covered = false }
    }
}
