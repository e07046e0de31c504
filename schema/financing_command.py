"""The commands of financing between enterprises and institutions: demands, applications, what stands behind them."""

from resolvers import application, demand, enhancement, policy_measure, product, receivable, service_listing
from schema.application_command import WRITE as APPLICATIONS
from schema.application_command import (
    AcceptOfferInput,
    ApplicationResult,
    ApplicationsResult,
    ApplicationStepInput,
    ApplyForFinancingInput,
    MakeOfferInput,
    RejectApplicationInput,
    ReportDisbursementInput,
    ReportRepaymentInput,
    SendMessageInput,
    SubmitApplicationInput,
)
from schema.demand_command import WRITE as DEMANDS
from schema.demand_command import ClaimDemandInput, DemandResult, DemandStepInput, LodgeDemandInput, MatchDemandInput
from schema.enhancement_command import EnhancementResult, EnhancementStepInput, ProposeEnhancementInput
from schema.fields import command, of
from schema.policy_measure_command import WRITE as POLICIES
from schema.policy_measure_command import PolicyResult, PolicyStepInput, StatePolicyInput
from schema.product_command import WRITE as PRODUCTS
from schema.product_command import (
    EnterLicenceInput,
    LicenceResult,
    ProductResult,
    ProductStepInput,
    ReturnProductInput,
    StateProductInput,
)
from schema.receivable_command import WRITE as RECEIVABLES
from schema.receivable_command import (
    CancelReceivableInput,
    ConfirmReceivableInput,
    DisputeReceivableInput,
    ReceivableResult,
    RequestConfirmationInput,
)
from schema.service_listing_command import WRITE as SERVICES
from schema.service_listing_command import ReturnServiceInput, ServiceResult, ServiceStepInput, StateServiceInput


@of(None, "The commands of financing between enterprises and institutions; Mutation has them.")
class FinancingCommands:
    """Commands of the two sides of an application, and of whoever stands behind it."""

    enter_licence: LicenceResult = command(
        product.enter_licence,
        EnterLicenceInput,
        "Enter a licence by which an institution may offer products of a kind, as the operator.",
        PRODUCTS,
    )
    state_product: ProductResult = command(
        product.state,
        StateProductInput,
        "State a product of one's institution, its draft anew, or a further version of what is listed.",
        PRODUCTS,
    )
    submit_product: ProductResult = command(
        product.submit, ProductStepInput, "Hand the draft of a product to the operator.", PRODUCTS
    )
    return_product: ProductResult = command(
        product.send_back, ReturnProductInput, "Send a submitted version back with a reason, as the operator.", PRODUCTS
    )
    list_product: ProductResult = command(
        product.list_, ProductStepInput, "List a submitted version, as the operator: everybody finds it.", PRODUCTS
    )
    suspend_product: ProductResult = command(
        product.suspend, ProductStepInput, "Take no more applications for a product, for now.", PRODUCTS
    )
    resume_product: ProductResult = command(
        product.resume, ProductStepInput, "Take applications for a suspended product again.", PRODUCTS
    )
    delist_product: ProductResult = command(product.delist, ProductStepInput, "Offer a product no more.", PRODUCTS)
    state_policy: PolicyResult = command(
        policy_measure.state, StatePolicyInput, "State a policy measure of one's bureau, or its draft anew.", POLICIES
    )
    publish_policy: PolicyResult = command(
        policy_measure.publish, PolicyStepInput, "Publish a draft: everybody finds it, nobody changes it.", POLICIES
    )
    end_policy: PolicyResult = command(
        policy_measure.end, PolicyStepInput, "End a measure ahead of its last day, or without one.", POLICIES
    )
    state_service: ServiceResult = command(
        service_listing.state, StateServiceInput, "State what one's firm offers, or its draft anew.", SERVICES
    )
    submit_service: ServiceResult = command(
        service_listing.submit, ServiceStepInput, "Hand the draft of a service to the operator.", SERVICES
    )
    return_service: ServiceResult = command(
        service_listing.send_back, ReturnServiceInput, "Send a service back with a reason, as the operator.", SERVICES
    )
    list_service: ServiceResult = command(
        service_listing.list_, ServiceStepInput, "List a service, as the operator: everybody finds it.", SERVICES
    )
    delist_service: ServiceResult = command(
        service_listing.delist, ServiceStepInput, "Offer a service no more; the operator says why.", SERVICES
    )
    lodge_demand: DemandResult = command(
        demand.lodge, LodgeDemandInput, "Say what one's enterprise looks for.", DEMANDS
    )
    claim_demand: DemandResult = command(
        demand.claim,
        ClaimDemandInput,
        "Claim an open demand for one's institution: no other may from then on. Of several at once one wins.",
        DEMANDS,
    )
    release_demand: DemandResult = command(
        demand.release, DemandStepInput, "Give a demand back that one's institution has claimed.", DEMANDS
    )
    match_demand: DemandResult = command(
        demand.match, MatchDemandInput, "Name a product for a demand that one's institution has claimed.", DEMANDS
    )
    reopen_demand: DemandResult = command(
        demand.reopen, DemandStepInput, "Let other institutions claim a demand of one's enterprise.", DEMANDS
    )
    close_demand: DemandResult = command(demand.close, DemandStepInput, "Close a demand of one's enterprise.", DEMANDS)
    apply_for_financing: ApplicationsResult = command(
        application.apply,
        ApplyForFinancingInput,
        "Apply for one or several products for one's enterprise, all at once or none.",
        APPLICATIONS,
        cost=30,
    )
    submit_application: ApplicationResult = command(
        application.submit, SubmitApplicationInput, "Submit a draft: the institution sees it at once.", APPLICATIONS
    )
    withdraw_application: ApplicationResult = command(
        application.withdraw,
        ApplicationStepInput,
        "Withdraw an application of one's enterprise, at any stage before it is signed.",
        APPLICATIONS,
    )
    accept_application: ApplicationResult = command(
        application.accept, ApplicationStepInput, "Take on an application to one's institution.", APPLICATIONS
    )
    review_application: ApplicationResult = command(
        application.review, ApplicationStepInput, "Begin the review of an accepted application.", APPLICATIONS
    )
    make_offer: ApplicationResult = command(
        application.offer,
        MakeOfferInput,
        "Offer something on an application under review, or replace the offer before.",
        APPLICATIONS,
    )
    reject_application: ApplicationResult = command(
        application.reject, RejectApplicationInput, "Reject an application to one's institution.", APPLICATIONS
    )
    accept_offer: ApplicationResult = command(
        application.accept_offer,
        AcceptOfferInput,
        "Accept an offer to one's enterprise: that signs it, and withdraws what else was applied for with it. Of "
        "several at once one wins.",
        APPLICATIONS,
    )
    report_disbursement: ApplicationResult = command(
        application.disburse, ReportDisbursementInput, "Report money that one's institution paid out.", APPLICATIONS
    )
    report_repayment: ApplicationResult = command(
        application.repay, ReportRepaymentInput, "Report principal that was paid back.", APPLICATIONS
    )
    settle_application: ApplicationResult = command(
        application.settle,
        ApplicationStepInput,
        "End an application of which nothing is left to be paid back, or a cover; its consent ends too.",
        APPLICATIONS,
    )
    send_message: ApplicationResult = command(
        application.send, SendMessageInput, "Write to the other side of an application.", APPLICATIONS
    )
    propose_enhancement: EnhancementResult = command(
        enhancement.propose,
        ProposeEnhancementInput,
        "Propose what is to stand behind an application; either side may.",
        APPLICATIONS,
    )
    confirm_enhancement: EnhancementResult = command(
        enhancement.confirm, EnhancementStepInput, "Stand behind an application, as its provider.", APPLICATIONS
    )
    decline_enhancement: EnhancementResult = command(
        enhancement.decline, EnhancementStepInput, "Not stand behind an application.", APPLICATIONS
    )
    release_enhancement: EnhancementResult = command(
        enhancement.release,
        EnhancementStepInput,
        "Take an enhancement back, as a side of the application, before it is signed.",
        APPLICATIONS,
    )
    request_confirmation: ReceivableResult = command(
        receivable.request, RequestConfirmationInput, "Ask a payer to confirm what it owes.", RECEIVABLES
    )
    confirm_receivable: ReceivableResult = command(
        receivable.confirm, ConfirmReceivableInput, "Confirm what one's enterprise owes.", RECEIVABLES
    )
    dispute_receivable: ReceivableResult = command(
        receivable.dispute, DisputeReceivableInput, "Say that one's enterprise doesn't owe it.", RECEIVABLES
    )
    cancel_receivable: ReceivableResult = command(
        receivable.cancel, CancelReceivableInput, "Take a request for confirmation back.", RECEIVABLES
    )
