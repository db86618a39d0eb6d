import QtQuick
import QtQuick.Layouts
import Kiosk.Theme

// Pages instead of flicking: 上一页, 第 1 页，共 2 页, 下一页.
RowLayout {
    id: pager

    required property int page        // 0-based
    required property int pages
    property int buttonWidth: Theme.dp(300)
    property int buttonHeight: Theme.dp(96)

    signal go(page: int)

    spacing: Theme.l
    visible: pages > 1

    PushButton {
        // With longer words it has more lines, not the whole width.
        Layout.fillWidth: true
        Layout.preferredWidth: Math.max(pager.buttonWidth, implicitWidth)
        Layout.maximumWidth: Layout.preferredWidth
        least: pager.buttonHeight / Theme.unit
        text: qsTrId("pager.previous")
        icon: "arrow-up"
        turns: true
        blocked: pager.page === 0
        hint: blocked ? qsTrId("pager.first") : ""
        onActivated: if (!blocked) pager.go(pager.page - 1)
    }
    Label {
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.minimumWidth: Math.min(implicitWidth, Theme.grow(140))
        horizontalAlignment: Text.AlignHCenter
        foldable: true
        shrinks: !Theme.huge
        minimumPixelSize: Theme.fontPx(Theme.minimum)
        text: qsTrId("pager.position").arg(pager.page + 1).arg(pager.pages)
    }
    PushButton {
        // With longer words it has more lines, not the whole width.
        Layout.fillWidth: true
        Layout.preferredWidth: Math.max(pager.buttonWidth, implicitWidth)
        Layout.maximumWidth: Layout.preferredWidth
        least: pager.buttonHeight / Theme.unit
        text: qsTrId("pager.next")
        trailingIcon: "arrow-down"
        turns: true
        blocked: pager.page >= pager.pages - 1
        hint: blocked ? qsTrId("pager.last") : ""
        onActivated: if (!blocked) pager.go(pager.page + 1)
    }
}
