import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// The chosen place beside or under the map (component 15): number, name, open or not, the facts, the code, 看怎么走.
ColumnLayout {
    id: card

    required property Shell app
    property bool wide: false             // landscape: over the map
    readonly property PlaceModel place: app.place

    function open(): void {
        card.app.navigator.open("place", card.place.recordId);
    }

    spacing: Theme.m
    Accessible.role: Accessible.Grouping
    Accessible.name: place.title

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.l
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.s
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.m
                PlaceNumber {
                    visible: card.app.places.chosenNumber > 0
                    number: card.app.places.chosenNumber
                    chosen: true
                    Layout.alignment: Qt.AlignTop
                }
                Label {
                    Layout.fillWidth: true
                    text: card.place.title
                    type: card.wide ? Theme.title3 : Theme.tileTitle
                    maximumLineCount: 2
                    elide: Text.ElideRight
                    Accessible.role: Accessible.Heading
                }
                PlaceTags {
                    visible: card.wide
                    Layout.fillWidth: false
                    app: card.app
                    brief: true
                }
            }
            PlaceTags {
                visible: !card.wide
                Layout.fillWidth: true
                app: card.app
            }
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.l
                PlaceFacts {
                    Layout.fillWidth: true
                    app: card.app
                    type: card.wide ? Theme.secondary : Theme.rowLine
                    columns: 1
                }
                ColumnLayout {
                    visible: card.wide
                    Layout.fillWidth: false
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.m
                    PushButton {
                        Layout.fillWidth: true
                        Layout.minimumWidth: implicitWidth
                        kind: "primary"
                        type: Theme.buttonSmall       // the facts beside it stay on a line each in English as well
                        padding: Theme.l
                        icon: "signpost"
                        iconPx: 36
                        text: qsTrId("place.way")
                        onActivated: card.open()
                    }
                    TakeButton {
                        visible: card.app.takeAway.hasPrinter
                        Layout.fillWidth: true
                        Layout.bottomMargin: Theme.lip
                        least: 80
                        app: card.app
                        page: "place"
                        label: qsTrId("place.print.short")
                    }
                }
            }
        }
        Column {
            Layout.alignment: Qt.AlignTop
            visible: !Theme.elder
            spacing: Theme.xs
            QrBlock {
                anchors.horizontalCenter: parent.horizontalCenter
                px: card.wide ? 190 : 204
                payload: card.app.takeAway.codes["place"] ?? ""
            }
            Label {
                anchors.horizontalCenter: parent.horizontalCenter
                text: card.app.takeAway.leading.includes("place") ? qsTrId("place.qr.lead") : qsTrId("place.qr")
                type: Theme.tag
                wrapMode: Text.NoWrap
            }
        }
    }
    RowLayout {
        visible: !card.wide
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.lip
        spacing: Theme.l
        PushButton {
            Layout.fillWidth: true
            kind: "primary"
            icon: "signpost"
            text: qsTrId("place.way")
            onActivated: card.open()
        }
        TakeButton {
            least: 112
            app: card.app
            page: "place"
            label: qsTrId("place.print")
        }
    }
}
