import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// For whom a piece of news was published, and whether it is new or a sample.
Row {
    id: tags

    required property string area
    property bool fresh: false
    property bool sample: false

    spacing: Theme.s
    Tag {
        text: tags.area.length > 0 ? tags.area : qsTrId("news.city")
        tone: tags.area.length > 0 ? "ok" : "info"
    }
    Tag {
        visible: tags.fresh
        text: qsTrId("news.new")
        tone: "kapok"
    }
    Tag {
        visible: tags.sample
        text: qsTrId("tag.sample")
        tone: "neutral"
    }
}
