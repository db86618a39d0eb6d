pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// A piece of news in the order people ask: what it means for me, what exactly changes, the text, the warning, what belongs
// to it, where it comes from.
Column {
    id: body

    required property Shell app
    property bool bare: false              // landscape: inside one card
    readonly property ArticleModel article: app.article

    spacing: Theme.dp(bare ? 22 : 26)

    Rectangle {
        visible: body.article.meaning.length > 0
        width: parent.width
        height: meaning.implicitHeight + Theme.dp(body.bare ? 48 : 64)
        radius: Theme.radiusCard
        color: Theme.color.accentTint
        border.width: Theme.highContrast ? Theme.control : 0
        border.color: Theme.color.line
        Column {
            id: meaning
            x: Theme.dp(36)
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 2 * x
            spacing: Theme.dp(body.bare ? 8 : 12)
            Label {
                width: parent.width
                text: qsTrId("heading.meaning")
                type: Theme.title3
                Accessible.role: Accessible.Heading
            }
            Repeater {
                model: body.article.meaning
                Row {
                    id: sentence
                    required property string modelData
                    required property int index
                    width: parent ? parent.width : 0
                    spacing: Theme.dp(20)
                    Label {
                        id: count
                        y: Math.round(words.baselineOffset - baselineOffset)
                        width: Theme.grow(40)
                        text: sentence.index + 1
                        type: Theme.timeSmall
                        color: Theme.color.accentText
                    }
                    EvenLabel {
                        id: words
                        room: sentence.width - count.width - sentence.spacing
                        said: sentence.modelData
                        type: body.bare ? Theme.body : Theme.lead
                    }
                }
            }
        }
    }
    Column {
        visible: body.article.changes.count > 0
        width: parent.width
        spacing: Theme.m
        Label {
            width: parent.width
            text: qsTrId("heading.change")
            type: Theme.title3
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: body.article.changes
            ChangeRow {
                width: parent ? parent.width : 0
                now: body.app.now
                localeName: body.app.localeName
                onActivated: body.app.navigator.open("benefit", benefitId)
            }
        }
    }
    Column {
        width: parent.width
        spacing: Theme.dp(body.bare ? 12 : 20)
        Repeater {
            model: body.article.paragraphs
            Label {
                required property string modelData
                width: parent ? parent.width : 0
                text: modelData
                type: body.bare ? Theme.body : Theme.article
            }
        }
    }
    FraudNote {
        visible: body.article.fraudWarning.length > 0
        width: parent.width
        text: body.article.fraudWarning
    }
    Column {
        visible: body.article.related.count > 0
        width: parent.width
        spacing: Theme.m
        Label {
            width: parent.width
            text: qsTrId("article.related")
            type: Theme.title3
            Accessible.role: Accessible.Heading
        }
        Repeater {
            model: body.article.related
            ListRow {
                required property string recordId
                width: parent ? parent.width : 0
                compact: true
                least: 100
                onActivated: body.app.navigator.open("benefit", recordId)
            }
        }
    }
    Foot {
        width: parent.width
        bare: body.bare
        app: body.app
        page: "article"
        sources: body.article.sources
        verifiedOn: body.article.verifiedOn
        confirmed: body.article.confirmed
    }
}
