import QtQuick
import Kiosk.Theme

// Base of every page: the margins of the content area.
FocusScope {
    id: page

    default property alias content: inner.data
    property alias inner: inner

    Accessible.role: Accessible.Pane

    Item {
        id: inner
        x: Theme.margin
        y: Theme.contentTop
        width: page.width - 2 * Theme.margin
        height: page.height - Theme.contentTop - Theme.contentBottom
    }
}
