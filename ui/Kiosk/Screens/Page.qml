pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.ViewModels

// Base of every page: the margins of the content area. A form has 结束并清除 on top; a page about something nobody else need
// see has 遮住 and 快速离开 there, and covers itself when it is left alone for a while.
FocusScope {
    id: page

    default property alias content: inner.data
    property alias inner: inner
    property Shell form: null              // set while this page is a form
    property Shell sensitive: null         // set while it shows something sensitive
    readonly property bool unattended: sensitive !== null && (sensitive.visit.unattended || sensitive.visit.asking)
    property bool covered: false

    onUnattendedChanged: if (unattended) covered = true

    Accessible.role: Accessible.Pane

    Loader {
        id: strip
        x: Theme.margin
        y: Theme.contentTop
        width: page.width - 2 * Theme.margin
        active: page.form !== null || (page.sensitive !== null && !page.covered)
        sourceComponent: page.form !== null ? formStrip : coverStrip
    }
    Component {
        id: formStrip
        FormStrip { app: page.form }
    }
    Component {
        id: coverStrip
        SensitiveStrip { app: page.sensitive; onCover: page.covered = true }
    }
    Item {
        id: inner
        x: Theme.margin
        y: Theme.contentTop + (strip.active ? strip.height + Theme.m : 0)
        width: page.width - 2 * Theme.margin
        height: page.height - y - Theme.contentBottom
        visible: !page.covered             // what is covered has no names for a screen reader either
    }
    Loader {
        x: Theme.margin
        y: Theme.contentTop
        width: page.width - 2 * Theme.margin
        height: page.height - y - Theme.contentBottom
        active: page.covered
        sourceComponent: Cover { app: page.sensitive; onUncover: page.covered = false }
    }
}
