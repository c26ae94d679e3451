"""Routes of planning: plans, templates, parts, grounds, checklists, time and money."""

from django.urls import path

from workstations.views import plans, task_inside

ROUTES = [
    path("plans/", plans.PlanListView.as_view(), name="plan_list"),
    path("plans/new/", plans.PlanFormView.as_view(), name="plan_add"),
    path("plans/<int:pk>/", plans.PlanView.as_view(), name="plan"),
    path("plans/<int:pk>/change/", plans.PlanFormView.as_view(), name="plan_change"),
    path("plans/<int:pk>/steps/<slug:name>/", plans.PlanStepView.as_view(), name="plan_step"),
    path("plans/templates/", plans.TemplateListView.as_view(), name="template_list"),
    path("plans/templates/new/", plans.TemplateFormView.as_view(), name="template_add"),
    path("plans/templates/<int:pk>/", plans.TemplateFormView.as_view(), name="template"),
    path(
        "plans/templates/<int:pk>/switch/",
        plans.TemplateSwitchView.as_view(),
        name="template_switch",
    ),
    path("plans/parts/", plans.PartListView.as_view(), name="part_list"),
    path("grounds/", plans.CategoryGroundListView.as_view(), name="category_grounds"),
    path("grounds/<int:pk>/", plans.CategoryGroundView.as_view(), name="category_ground"),
    path(
        "tasks/<int:pk>/checklist/<int:line>/", task_inside.LineTickView.as_view(), name="line_tick"
    ),
    path("tasks/<int:pk>/parts/new/", task_inside.PartOpenView.as_view(), name="part_open"),
    path("tasks/<int:pk>/ground/", task_inside.TaskGroundView.as_view(), name="task_ground"),
    path("work/<int:pk>/strike/", task_inside.WorkStrikeView.as_view(), name="work_strike"),
]
