import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// Who says it and when, first of all; then what it is.
Column {
    id: head

    required property Shell app
    property TypeStyle type: Theme.title1
    readonly property ArticleModel article: app.article

    spacing: Theme.s
    Flow {
        width: parent.width
        spacing: Theme.s
        NewsTags {
            area: head.article.area
            sample: head.article.sample
        }
        EvenLabel {
            hugs: true
            room: parent.width
            height: Math.max(implicitHeight, Theme.grow(44))
            said: [head.article.issuer, isNaN(head.article.day.getTime()) ? ""
                   : Words.monthDay(head.article.day, head.app.now, head.app.localeName)].filter(part => part.length > 0)
                  .join(qsTrId("site.join"))
            type: Theme.secondary
            color: Theme.color.text2
        }
    }
    Headline {
        room: head.width
        title: head.article.title
        type: head.type
    }
}
