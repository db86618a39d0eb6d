import QtQuick
import Kiosk.Theme

// Mark, name of the space, where it is; clock and date. Not pressable for residents.
Item {
    id: bar

    required property string site
    required property date now
    required property string localeName

    height: Math.max(Theme.topBar, names.implicitHeight + Theme.xs, time.implicitHeight + Theme.xs)
    Accessible.role: Accessible.Heading
    Accessible.name: qsTrId("top.name").arg(qsTrId("app.name")).arg(site)

    Image {
        id: mark
        source: Theme.highContrast ? Theme.art("kapok-mark-contrast.svg") : Theme.art("kapok-mark.svg")
        width: Theme.dp(68)
        height: Theme.dp(66)
        sourceSize: Qt.size(width, height)
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        Accessible.ignored: true
    }
    Column {
        id: names
        anchors.left: mark.right
        anchors.leftMargin: Theme.dp(20)
        anchors.right: time.left
        anchors.rightMargin: Theme.l
        anchors.verticalCenter: parent.verticalCenter
        Label {
            width: parent.width
            text: qsTrId("app.name")
            type: Theme.brand
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.dp(30)
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: bar.site
            type: Theme.minimum
            color: Theme.color.text2
            // Where it is too long, smaller down to what it is for everybody, then in two lines.
            wrapMode: folds ? Text.Wrap : Text.NoWrap
            fontSizeMode: folds ? Text.FixedSize : Text.HorizontalFit
            minimumPixelSize: least
            font.pixelSize: folds ? least : Theme.fontPx(type)
            elide: Text.ElideRight
            maximumLineCount: folds ? 2 : 1
            readonly property int least: Theme.dp(26)
            readonly property bool folds: metrics.height > 0 && metrics.advanceWidth(text) > width && width > 0
            FontMetrics {
                id: metrics
                font.family: Theme.sans
                font.pixelSize: Theme.dp(26)
            }
            Accessible.ignored: true
        }
    }
    Column {
        id: time
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        Label {
            anchors.right: parent.right
            text: Qt.formatTime(bar.now, "H:mm")
            type: Theme.clock
            font.features: { "tnum": 1 }
        }
        Label {
            anchors.right: parent.right
            text: Words.day(bar.now, bar.localeName)
            type: Theme.minimum
            color: Theme.color.text2
        }
    }
}
