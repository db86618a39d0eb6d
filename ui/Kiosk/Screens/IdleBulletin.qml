pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One urgent notice, as large as the screen allows; the whole text is behind 看详情 on home.
Rectangle {
    id: notice

    required property string level
    required property string icon
    required property string title
    required property string text
    required property string issuer
    required property list<string> places
    required property bool sample
    readonly property string tone: level === "danger" ? "err" : (level === "warning" ? "warn" : "info")
    readonly property color ink: tone === "err" ? Theme.color.err : (tone === "warn" ? Theme.color.warn : Theme.color.info)

    // In the largest letters not everything has room: first what it is about, then where to go, then who says so, then the rest.
    readonly property real spare: height - 2 * column.y - Math.max(mark.height, label.implicitHeight) - column.spacing - title.implicitHeight

    radius: Theme.radiusHero
    color: tone === "err" ? Theme.color.errBg : (tone === "warn" ? Theme.color.warnBg : Theme.color.infoBg)
    border.width: Theme.control
    border.color: ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title + Words.comma + text

    Column {
        id: column
        x: Theme.dp(48)
        y: Theme.dp(Theme.landscape ? 32 : 48)
        width: parent.width - 2 * x
        spacing: Theme.l
        Row {
            id: head
            spacing: Theme.l
            Duotone {
                id: mark
                name: notice.icon
                ink: notice.ink
                px: Theme.landscape ? 84 : 128
            }
            Column {
                y: Math.max(0, Math.round((mark.height - height) / 2))
                width: column.width - mark.width - head.spacing
                Label {
                    id: label
                    width: parent.width
                    text: qsTrId("bulletin.label") + (notice.sample ? qsTrId("site.sample") : "")
                    type: Theme.title3
                    color: notice.ink
                    Accessible.ignored: true
                }
                Label {
                    visible: notice.spare - (where.visible ? where.implicitHeight + column.spacing : 0)
                        >= implicitHeight - Math.max(0, mark.height - label.implicitHeight)
                    width: parent.width
                    text: notice.issuer
                    type: Theme.body
                    color: Theme.color.text2
                    Accessible.ignored: true
                }
            }
        }
        Label {
            id: title
            width: parent.width
            text: notice.title
            type: Theme.landscape ? (Theme.elder ? Theme.title1S : Theme.titleHome) : Theme.displayS
            maximumLineCount: 3
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            id: words
            readonly property int room: notice.height - column.y - head.height - title.height - 2 * column.spacing - Theme.dp(48)
                                        - (where.visible ? where.height + column.spacing : 0)
            width: parent.width
            text: notice.text
            type: Theme.landscape ? Theme.leadL : Theme.notice
            visible: room >= lineHeight
            maximumLineCount: Math.max(1, Math.floor(room / lineHeight))
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            id: where
            visible: notice.places.length > 0 && notice.spare >= implicitHeight + column.spacing   // else on its page
            width: parent.width
            text: qsTrId("bulletin.places").arg(notice.places.join(qsTrId("words.list")))
            type: Theme.landscape ? Theme.bodyLBold : Theme.title3
            color: notice.ink
            maximumLineCount: 2
            elide: Text.ElideRight
        }
    }
}
