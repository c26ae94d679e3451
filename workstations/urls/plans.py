"""Routes of planning: plans, templates, parts, grounds, checklists, time and money."""

from django.urls import path

from workstations.views import plans, replies, task_inside

ROUTES = [
    path("plans/", plans.PlanListView.as_view(), name="plan_list"),
    path("plans/new/", plans.PlanFormView.as_view(), name="plan_add"),
    path("plans/<key:pk>/", plans.PlanView.as_view(), name="plan"),
    path("plans/<key:pk>/change/", plans.PlanFormView.as_view(), name="plan_change"),
    path("plans/<key:pk>/steps/<slug:name>/", plans.PlanStepView.as_view(), name="plan_step"),
    path("plans/templates/", plans.TemplateListView.as_view(), name="template_list"),
    path("plans/templates/new/", plans.TemplateFormView.as_view(), name="template_add"),
    path("plans/templates/<key:pk>/", plans.TemplateFormView.as_view(), name="template"),
    path(
        "plans/templates/<key:pk>/switch/",
        plans.TemplateSwitchView.as_view(),
        name="template_switch",
    ),
    path("replies/", replies.ReplyListView.as_view(), name="reply_list"),
    path("replies/new/", replies.ReplyFormView.as_view(), name="reply_add"),
    path("replies/<key:pk>/", replies.ReplyFormView.as_view(), name="reply"),
    path("replies/<key:pk>/switch/", replies.ReplySwitchView.as_view(), name="reply_switch"),
    path("plans/parts/", plans.PartListView.as_view(), name="part_list"),
    path("grounds/", plans.CategoryGroundListView.as_view(), name="category_grounds"),
    path("grounds/<key:pk>/", plans.CategoryGroundView.as_view(), name="category_ground"),
    path(
        "tasks/<key:pk>/checklist/<key:line>/", task_inside.LineTickView.as_view(), name="line_tick"
    ),
    path("tasks/<key:pk>/parts/new/", task_inside.PartOpenView.as_view(), name="part_open"),
    path("tasks/<key:pk>/ground/", task_inside.TaskGroundView.as_view(), name="task_ground"),
    path("work/<key:pk>/strike/", task_inside.WorkStrikeView.as_view(), name="work_strike"),
]
