import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One piece of news: its day large on the left, for whom, title, one line. Compact stands beside the news being read.
Press {
    id: row

    required property string title
    required property string summary
    required property date day
    required property date now
    required property string localeName
    required property string area
    required property bool fresh
    required property bool sample
    property bool compact: false
    property bool current: false
    readonly property bool thisYear: day.getFullYear() === now.getFullYear()
    readonly property real tight: thisYear ? 1.45 : 1.1       // of a line; three are closer to each other
    readonly property bool brief: compact || Theme.elder

    name: [title, Words.monthDay(day, now, localeName), area, summary, area.length > 0 ? "" : qsTrId("news.city"), fresh ? qsTrId("news.new") : "", sample ? qsTrId("tag.sample") : "", current ? qsTrId("row.current") : ""].filter(part => part.length > 0).join(Words.comma)
    implicitHeight: Theme.huge ? Math.max(when.height, words.height) + Theme.dp(44) : Theme.grow(compact ? 122 : (Theme.elder ? 150 : 186))

    // A title that does not go on two lines is set in smaller letters.
    readonly property bool lengthy: !Theme.huge && whole.lineCount > 2

    Headline {
        id: whole
        visible: false
        room: words.width
        title: row.title
        type: headline.large
    }
    Face {
        anchors.fill: parent
        down: row.down
        raised: !row.current
        fill: row.current ? Theme.color.accentTint2 : Theme.color.card
        edge: row.current ? Theme.color.primary : Theme.color.line
        edgeWidth: row.current ? Theme.selected : Theme.hairline
    }
    Item {
        anchors.fill: parent
        anchors.leftMargin: Theme.dp(row.compact ? 16 : 32)
        anchors.rightMargin: Theme.dp(row.compact ? 20 : 32)
        anchors.topMargin: row.current ? 0 : row.shift
        anchors.bottomMargin: row.current ? 0 : -row.shift

        Column {
            id: when
            width: Theme.growIcon(row.compact ? 96 : 112)
            anchors.verticalCenter: parent.verticalCenter
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: Qt.formatDate(row.day, "d")
                type: row.compact ? Theme.timeSmall : Theme.dayNumber
                height: Math.round(font.pixelSize * row.tight)
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: row.day.toLocaleDateString(Qt.locale(row.localeName), qsTrId("format.month"))
                type: row.compact ? Theme.minimum : Theme.secondary
                height: Math.round(font.pixelSize * row.tight)
                color: Theme.color.text2
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: !row.thisYear
                horizontalAlignment: Text.AlignHCenter
                height: Math.round(font.pixelSize * row.tight)
                text: row.day.toLocaleDateString(Qt.locale(row.localeName), qsTrId("format.year"))
                type: Theme.minimum
                color: Theme.color.text2
                Accessible.ignored: true
            }
        }
        Rectangle {
            id: rule
            anchors.left: when.right
            anchors.leftMargin: Theme.dp(row.compact ? 14 : 28)
            y: Theme.dp(18)
            width: Theme.dp(2)
            height: parent.height - 2 * y
            color: Theme.color.line
        }
        Column {
            id: words
            anchors.left: rule.right
            anchors.leftMargin: Theme.dp(row.compact ? 18 : 28)
            anchors.right: end.left
            anchors.rightMargin: Theme.s
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.xxs
            NewsTags {
                visible: !row.brief
                bottomPadding: Theme.dp(2)
                area: row.area
                fresh: row.fresh
                sample: row.sample
            }
            Headline {
                id: headline
                room: parent.width
                title: row.title
                type: !row.lengthy ? large : row.compact ? Theme.tag : Theme.label
                readonly property TypeStyle large: row.compact ? Theme.bodyBold : Theme.title3
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: !row.compact && (Theme.huge || headline.lineCount < 2)
                text: row.summary
                type: Theme.rowLine
                color: Theme.color.text2
                maximumLineCount: Theme.huge ? 9 : 1
                elide: Theme.huge ? Text.ElideNone : Text.ElideRight
                Accessible.ignored: true
            }
        }
        Item {
            id: end
            width: row.current ? reading.width : caret.width
            height: parent.height
            anchors.right: parent.right
            Icon {
                id: caret
                visible: !row.current
                name: "caret-right"
                px: 40
                anchors.verticalCenter: parent.verticalCenter
            }
            Tag {
                id: reading
                visible: row.current
                text: qsTrId("row.current")
                tone: "kapok"
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
