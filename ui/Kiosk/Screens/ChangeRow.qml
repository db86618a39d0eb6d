import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls

// What a benefit was and what it is now; the whole row opens the benefit where it has a page here.
Press {
    id: row

    required property string benefitId
    required property string benefit
    required property string label
    required property string before
    required property string after
    required property var effective       // date, or null where no day is named
    required property date now
    required property string localeName
    readonly property bool opens: benefitId.length > 0
    readonly property string from: effective === null || effective === undefined ? ""
        : qsTrId("change.from").arg(Words.monthDay(effective, now, localeName))

    name: [label, qsTrId("change.before") + before, qsTrId("change.after") + after, from,
           opens ? qsTrId("change.open").arg(benefit) : ""].filter(part => part.length > 0).join(Words.comma)
    enabled: opens
    implicitHeight: column.implicitHeight + Theme.dp(44)

    Face {
        anchors.fill: parent
        down: row.down
        raised: row.opens
    }
    ColumnLayout {
        id: column
        x: Theme.dp(30)
        y: Theme.dp(22) + row.shift
        width: parent.width - 2 * x
        spacing: Theme.s
        Label {
            Layout.fillWidth: true
            text: row.label
            type: Theme.bodyLBold
            Accessible.ignored: true
        }
        GridLayout {
            Layout.fillWidth: true
            columns: Theme.elder ? 1 : 3
            columnSpacing: Theme.l
            rowSpacing: Theme.xs
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(100)
                Layout.horizontalStretchFactor: 100
                Label {
                    width: parent.width
                    text: qsTrId("change.before")
                    type: Theme.secondary
                    color: Theme.color.text2
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: row.before
                    type: Theme.body
                    color: Theme.color.text2
                    Accessible.ignored: true
                }
            }
            Icon {
                name: Theme.elder ? "arrow-down" : "arrow-right"
                px: 40
                color: Theme.color.accentText
            }
            Column {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.dp(100)
                Layout.horizontalStretchFactor: 100
                Label {
                    width: parent.width
                    text: row.from.length > 0 ? row.from : qsTrId("change.after")
                    type: Theme.secondary
                    color: Theme.color.text2
                    Accessible.ignored: true
                }
                Label {
                    width: parent.width
                    text: row.after
                    type: Theme.bodyLBold
                    color: Theme.color.accentText
                    Accessible.ignored: true
                }
            }
        }
        RowLayout {
            visible: row.opens
            Layout.fillWidth: true
            spacing: Theme.xxs
            Label {
                Layout.maximumWidth: column.width - caret.width - Theme.xs
                text: qsTrId("change.open").arg(row.benefit)
                type: Theme.label
                color: Theme.color.accentText
                Accessible.ignored: true
            }
            Icon {
                id: caret
                name: "caret-right"
                px: 30
                color: Theme.color.accentText
            }
        }
    }
}
