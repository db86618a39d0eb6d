pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.ViewModels

// One activity: everything about it, and what can be done here. In landscape the way on stands at the right.
Page {
    id: page

    required property Shell app
    sensitive: activity.sensitive ? app : null
    readonly property ActivityModel activity: app.activity
    readonly property bool takeable: activity.offer === "sign_up" || activity.offer === "waiting_list"
    readonly property bool formable: takeable && activity.takesNames
    readonly property bool unseen: formable && activity.offer === "waiting_list" && activity.seats === -2
    readonly property bool untaken: takeable && !activity.takesNames       // this machine cannot write it down
    readonly property string whenWords: qsTrId("activity.when").arg(Words.day(activity.startsAt, app.localeName))
        .arg(Words.clock(activity.startsAt)).arg(Words.clock(activity.endsAt))
    readonly property string standing: {
        if (untaken)
            return qsTrId("signup.stopped.title");
        switch (activity.offer) {
        case "over": return qsTrId("activity.over");
        case "started": return qsTrId("activity.started");
        case "closed": return qsTrId("activity.closed");
        case "walk_in": return qsTrId("activity.walkin");
        case "sign_up": return activity.seats > 0 ? qsTrId("activity.seats", activity.seats).arg(activity.seats) : "";
        case "waiting_list": return unseen ? qsTrId("activity.unseen") : qsTrId("activity.noseats");
        }
        return "";
    }
    readonly property bool fine: activity.offer === "walk_in" || (activity.offer === "sign_up" && formable)

    component Action: ColumnLayout {
        spacing: Theme.s
        Untaken {
            visible: page.untaken
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            room: Theme.landscape ? Theme.grow(520) : page.inner.width
            contact: page.activity.contact
        }
        PushButton {
            visible: page.activity.offer !== "sign_up" && page.activity.offer !== "walk_in"
            Layout.fillWidth: true
            text: qsTrId("others.see")
            icon: "calendar-dots"
            onActivated: page.app.navigator.open("others", page.activity.recordId)
        }
        PushButton {
            visible: page.formable
            Layout.fillWidth: true
            kind: "primary"
            type: Theme.buttonLarge
            icon: page.activity.offer === "sign_up" ? "check" : "clock"
            text: page.activity.offer === "waiting_list" ? qsTrId("activity.queue") : page.activity.meal ? qsTrId("activity.order") : qsTrId("activity.signup")
            onActivated: page.app.navigator.open("sign_up", page.activity.recordId)
        }
        Label {
            visible: (!page.takeable || page.unseen) && page.activity.contact.length > 0
            Layout.fillWidth: true
            text: qsTrId("activity.ask").arg(page.activity.contact)
            type: Theme.bodyBold
        }
    }

    GridLayout {
        anchors.fill: parent
        visible: page.activity.found
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.xl
        rowSpacing: Theme.dp(20)

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.dp(20)
            Column {
                Layout.fillWidth: true
                spacing: Theme.xs
                Headline {
                    room: parent.width
                    title: page.activity.title
                    type: Theme.title1S
                }
                EvenLabel {
                    room: parent.width
                    said: page.whenWords
                    type: Theme.title2
                    color: Theme.color.accentText
                }
                EvenLabel {
                    room: parent.width
                    visible: said.length > 0
                    said: page.activity.summary
                    type: Theme.bodyL
                    color: Theme.color.text2
                }
                Flow {
                    width: parent.width
                    spacing: Theme.s
                    Tag {
                        visible: page.standing.length > 0
                        text: page.standing
                        tone: page.fine ? "ok" : page.takeable ? "warn" : "neutral"
                        icon: page.fine ? "check-circle" : "clock"
                    }
                    Tag {
                        visible: page.activity.seats > 0 && page.activity.offer === "sign_up" && page.formable
                        text: qsTrId("activity.local")
                        icon: "wifi-slash"
                    }
                    Tag {
                        visible: page.activity.sample
                        text: qsTrId("tag.sample")
                        tone: "warn"
                        icon: "info"
                    }
                    Tag {
                        visible: !page.activity.confirmed && !page.activity.sample
                        text: qsTrId("tag.unconfirmed")
                        tone: "warn"
                        icon: "question"
                    }
                }
            }
            Reader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                GridLayout {
                    width: parent.width
                    columns: Theme.elder ? 1 : 2
                    columnSpacing: Theme.dp(20)
                    rowSpacing: Theme.dp(20)
                    uniformCellWidths: true
                    Repeater {
                        id: facts
                        model: [["where", page.activity.room, page.activity.place], ["who", page.activity.who, ""],
                                ["fee", page.activity.fee, ""], ["bring", page.activity.bring, ""],
                                ["capacity", page.activity.capacity > 0 ? qsTrId("activity.capacity", page.activity.capacity).arg(page.activity.capacity) : "",
                                 page.activity.until.getTime() > 0 ? (page.activity.meal ? qsTrId("activity.order.until") : qsTrId("activity.until"))
                                     .arg(Words.monthDay(page.activity.until, page.app.now, page.app.localeName) + " " + Words.clock(page.activity.until)) : ""],
                                ["host", page.activity.host, page.activity.contact.length > 0 ? qsTrId("benefit.phone").arg(page.activity.contact) : ""]]
                               .filter(fact => fact[1].length + fact[2].length > 0)
                        Section {
                            id: section
                            required property var modelData
                            required property int index
                            Layout.fillWidth: true
                            Layout.fillHeight: true
                            Layout.columnSpan: !Theme.elder && index === facts.count - 1 && index % 2 === 0 ? 2 : 1     // no hole beside the last
                            icon: Words.headingIcon(modelData[0])
                            title: Words.heading(modelData[0])
                            Repeater {
                                model: [section.modelData[1], section.modelData[2]].filter(line => line.length > 0)
                                EvenLabel {
                                    required property string modelData
                                    required property int index
                                    room: parent ? parent.width : 0
                                    said: modelData
                                    type: index === 0 ? Theme.body : Theme.secondary
                                    color: index === 0 ? Theme.color.text : Theme.color.text2
                                }
                            }
                            PushButton {
                                visible: section.modelData[0] === "where" && page.activity.placeId.length > 0
                                text: qsTrId("service.place")
                                icon: "map-trifold"
                                padding: Theme.dp(26)
                                onActivated: page.app.navigator.open("place", page.activity.placeId)
                            }
                        }
                    }
                }
            }
        }
        ColumnLayout {
            Layout.fillWidth: !Theme.landscape
            Layout.preferredWidth: Theme.landscape ? Theme.grow(520) : -1
            Layout.fillHeight: Theme.landscape
            spacing: Theme.dp(20)
            Card {
                Layout.fillWidth: true
                Layout.preferredHeight: take.implicitHeight + Theme.xl
                TakeBlock {
                    id: take
                    x: Theme.m
                    room: Theme.landscape ? Theme.grow(520) - Theme.m - Theme.xs : page.inner.width - 2 * Theme.m
                    anchors.verticalCenter: parent.verticalCenter
                    app: page.app
                    page: "activity"
                    more: Theme.landscape ? "" : qsTrId("benefit.verified").arg(Qt.formatDate(page.activity.verifiedOn, "yyyy-MM-dd"))
                }
            }
            Item {
                visible: Theme.landscape
                Layout.fillHeight: true
            }
            Action {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.lip
            }
        }
    }
    Gone {
        visible: !page.activity.found
        width: parent.width
        icon: "calendar-dots"
        onPressed: page.app.navigator.back()
    }
}
