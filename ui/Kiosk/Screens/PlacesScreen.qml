pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Map
import Kiosk.ViewModels

// 服务地图 (mock-ups 09, 23): the list always; beside or above it the map, where one is here and nobody asked for the list
// alone. In elder mode the map waits behind a button.
Page {
    id: page

    give: beside || Theme.elder ? 0 : 0.04    // buttons of the map cannot be squeezed, nor rows as high as their words

    required property Shell app
    readonly property PlacesModel list: app.places
    readonly property bool withMap: app.map.available && list.any && (list.mapChoice < 0 ? !Theme.elder : list.mapChoice === 1)
    readonly property bool beside: Theme.landscape && (withMap || !Theme.elder)
    property bool sheetOpen: false

    function picked(recordId: string): void {
        if (page.withMap || page.beside)
            page.app.preview(recordId);
        else
            page.app.navigator.open("place", recordId);
    }
    Component.onCompleted: page.app.map.wake(Theme.highContrast)
    Connections {
        target: Theme
        function onHighContrastChanged(): void {
            page.app.map.wake(Theme.highContrast);
        }
    }

    GridLayout {
        anchors.fill: parent
        columns: page.beside ? 2 : 1
        columnSpacing: Theme.xl
        rowSpacing: 0

        ColumnLayout {
            Layout.fillWidth: !page.beside
            Layout.preferredWidth: Theme.dp(680)
            Layout.maximumWidth: page.beside ? Theme.dp(680) : page.width
            Layout.fillHeight: page.beside || !page.withMap
            spacing: Theme.m
            PlaceHead {
                Layout.fillWidth: true
                app: page.app
                withMap: page.withMap
                dense: page.beside
                onMoreWanted: page.sheetOpen = true
            }
            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                active: page.beside || !page.withMap
                visible: active
                sourceComponent: PlaceRowsArea {
                    app: page.app
                    dense: page.beside
                    onOpened: recordId => page.picked(recordId)
                }
            }
        }
        // The map runs to the edges of the screen.
        Item {
            id: frame
            Layout.fillWidth: true
            Layout.fillHeight: page.beside || Theme.elder
            readonly property real tools: page.beside && sea.item ? (sea.item as MapView).tools : 0
            // No card over a button of the map.
            Layout.preferredHeight: Math.max(Theme.dp(560), tools > 0 ? tools + over.height - Theme.contentBottom : 0)
            Layout.topMargin: page.beside ? 0 : Theme.m
            visible: page.withMap
            Loader {
                id: sea
                active: page.withMap
                readonly property real bleed: page.inner.scrolls ? 0 : Theme.margin       // how far it runs beyond what a scrolling page shows
                x: page.beside ? 0 : -bleed
                width: frame.width + (page.beside ? bleed : 2 * bleed)
                height: frame.height + (page.beside ? Theme.contentBottom : Theme.radiusSheet)
                sourceComponent: MapView {
                    map: page.app.map
                    localeName: page.app.localeName
                    chosen: page.list.chosenId
                    chosenNumber: page.list.chosenNumber
                    chosenEast: page.app.place.east
                    chosenSouth: page.app.place.south
                    showWay: true
                    samples: page.app.place.sample
                    notesOnTop: true
                    squat: page.beside
                    cover: page.beside ? over.height + Theme.l : Theme.radiusSheet
                    onPicked: recordId => page.app.preview(recordId)
                }
            }
            Rectangle {
                id: over
                visible: page.beside
                x: Theme.l
                width: frame.width - Theme.l
                height: wideCard.implicitHeight + Theme.dp(48)
                anchors.bottom: parent.bottom
                radius: Theme.radiusCard
                color: Theme.color.card
                border.width: Theme.hairline
                border.color: Theme.color.line
                PlaceCard {
                    id: wideCard
                    x: Theme.dp(28)
                    y: Theme.l
                    width: parent.width - 2 * x
                    app: page.app
                    wide: true
                }
            }
        }
        // Under the map: the chosen place and the others, on a sheet that rises over its edge.
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: !Theme.elder
            implicitHeight: card.implicitHeight + Theme.l
            visible: page.withMap && !page.beside
            Rectangle {
                x: -Theme.margin
                width: page.width
                height: parent.height + Theme.contentBottom
                topLeftRadius: Theme.radiusSheet
                topRightRadius: Theme.radiusSheet
                color: Theme.color.card
                border.width: Theme.highContrast ? Theme.hairline : 0
                border.color: Theme.color.line
            }
            ColumnLayout {
                anchors.fill: parent
                anchors.topMargin: Theme.l
                spacing: Theme.s
                PlaceCard {
                    id: card
                    Layout.fillWidth: true
                    app: page.app
                }
                Loader {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    active: page.withMap && !page.beside && !Theme.elder   // elder: the pins, or the list
                    sourceComponent: PlaceRowsArea {
                        app: page.app
                        dense: true
                        others: true
                        onOpened: recordId => page.picked(recordId)
                    }
                }
            }
        }
        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.beside && !page.withMap
            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.xl
                spacing: Theme.m
                visible: page.app.place.found
                PlaceTitle {
                    Layout.fillWidth: true
                    app: page.app
                }
                Reader {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    PlaceBody {
                        width: parent.width
                        app: page.app
                        bare: true
                    }
                }
            }
            Unchosen {
                visible: !page.app.place.found
                anchors.centerIn: parent
                width: parent.width - Theme.xxl
            }
        }
    }
    Loader {
        active: page.sheetOpen
        width: page.width
        height: page.height
        z: 30
        parent: page
        sourceComponent: PlaceCategorySheet {
            app: page.app
            onClosed: page.sheetOpen = false
        }
    }
}
