# The reference numbers of this folder that R packages make from panel.csv.gz.
#
#   Rscript make.R FOLDER [NAME ...]
#
# writes NAME.json into FOLDER, all of them where no name is given, and says which are left out because
# their package is not installed. origin.md has the versions and which files were made again.
# FORMULAS.md has the small-sample rule of each block.
suppressMessages({library(jsonlite); library(MASS); library(sandwich)})

data <- read.csv("panel.csv.gz")
xs <- paste0("x", 1:8)
rhs <- paste(xs, collapse = " + ")
pooled <- as.formula(paste("y ~", rhs))
named <- function(V) list(names = rownames(V), V = unname(V), se = unname(sqrt(diag(V))))
with_effects <- function(outcome, effects) as.formula(paste(outcome, "~", rhs, "|", effects))

clusters <- function(fit) list(
  CL_dyad_sandwich_HC1_cadj = named(vcovCL(fit, ~dyad, type = "HC1")),
  CL_dyad_HC0_nocadj = named(vcovCL(fit, ~dyad, type = "HC0", cadjust = FALSE)),
  CL_exp_imp_sandwich_HC1 = named(vcovCL(fit, ~exp + imp, type = "HC1")),
  CL_exp_imp_HC0_nocadj = named(vcovCL(fit, ~exp + imp, type = "HC0", cadjust = FALSE)))

ols_pooled <- function() {
  fit <- lm(pooled, data)
  robust <- sapply(c("HC0", "HC1", "HC2", "HC3"), function(type) named(vcovHC(fit, type)),
                   simplify = FALSE)
  c(list(coef = as.list(coef(fit)), n = nobs(fit), k = length(coef(fit)),
         sigma = summary(fit)$sigma, r2 = summary(fit)$r.squared, iid = named(vcov(fit))),
    robust, clusters(fit))
}

ols_estimatr_cluster_dyad <- function() {
  fitted <- function(type) estimatr::lm_robust(pooled, data, clusters = dyad, se_type = type)
  cr2 <- fitted("CR2")
  list(CR2 = list(se = as.list(cr2$std.error), df = as.list(cr2$df), vcov = named(cr2$vcov)),
       CR0 = list(se = as.list(fitted("CR0")$std.error)),
       stata = list(se = as.list(fitted("stata")$std.error)))
}

plm_within_dyad <- function() {
  fit <- plm::plm(pooled, data, index = c("dyad", "year"), model = "within")
  arellano <- function(type) named(plm::vcovHC(fit, method = "arellano", type = type))
  list(coef = as.list(coef(fit)), V = named(vcov(fit)), V_arellano_HC0 = arellano("HC0"),
       V_arellano_HC1 = arellano("HC1"), V_DK_SCC = named(plm::vcovSCC(fit)))
}

robust <- function(..., seed = NULL) {
  if (!is.null(seed)) set.seed(seed)
  fit <- rlm(pooled, data, maxit = 1000, ...)
  words <- summary(fit, method = "XtX")
  list(coef = as.list(coef(fit)), s = fit$s, iter = length(fit$conv), converged = fit$converged,
       V = named(words$stddev^2 * words$cov.unscaled), summary_stddev = words$stddev,
       sum_w = sum(fit$w), w_first10 = unname(fit$w[1:10]))
}
rlm_huber_M <- function() robust(psi = psi.huber, acc = 1e-14)
rlm_bisquare_M <- function() robust(psi = psi.bisquare, acc = 1e-14)
rlm_bisquare_default_acc <- function() robust(psi = psi.bisquare)
rlm_bisquare_MM <- function() robust(method = "MM", acc = 1e-14, seed = 1)

lmrob_of <- function(...) {
  set.seed(1)
  control <- robustbase::lmrob.control(..., max.it = 1000, rel.tol = 1e-12, k.max = 10000)
  fit <- robustbase::lmrob(pooled, data, control = control)
  list(coef = as.list(coef(fit)), scale = fit$scale, V = named(unclass(vcov(fit))[, ]))
}
lmrob_MM_bisquare <- function() lmrob_of()
lmrob_KS2014 <- function() lmrob_of("KS2014")

exact <- glm.control(epsilon = 1e-14, maxit = 100)
probit_pooled <- function() {
  fit <- glm(as.formula(paste("ally ~", rhs)), binomial("probit"), data, control = exact)
  n <- nobs(fit); k <- length(coef(fit))
  list(coef = as.list(coef(fit)), vcov_expected_info = named(vcov(fit)),
       HC0 = named(sandwich(fit)), HC1_vcovHC_style_n_over_nk = named(sandwich(fit) * n / (n - k)),
       CL_dyad_HC1 = named(vcovCL(fit, ~dyad, type = "HC1")),
       CL_dyad_HC0_nocadj = named(vcovCL(fit, ~dyad, type = "HC0", cadjust = FALSE)),
       logLik = as.numeric(logLik(fit)), deviance = deviance(fit), null_deviance = fit$null.deviance,
       AIC = AIC(fit), predict_first5 = unname(fitted(fit)[1:5]))
}

# Closed forms of the average marginal effect of x1: mean of phi(eta) (b1 + b12 x2) and its gradient.
probit_mfx <- function() {
  fit <- glm(ally ~ x1 * x2 + x3 + x4 + x7, binomial("probit"), data, control = exact)
  X <- model.matrix(fit); eta <- drop(X %*% coef(fit)); b <- coef(fit)
  slope <- b["x1"] + b["x1:x2"] * data$x2
  gradient <- colMeans(-eta * dnorm(eta) * slope * X)
  gradient["x1"] <- gradient["x1"] + mean(dnorm(eta))
  gradient["x1:x2"] <- gradient["x1:x2"] + mean(dnorm(eta) * data$x2)
  result <- list(
    coef = as.list(coef(fit)), V = named(vcov(fit)),
    ame_x1_closed_form = unname(mean(dnorm(eta) * slope)),
    ame_x1_se_closed_form = sqrt(drop(t(gradient) %*% vcov(fit) %*% gradient)))
  if (requireNamespace("marginaleffects", quietly = TRUE)) {
    options(marginaleffects_numDeriv = list(method = "Richardson"))
    slopes <- marginaleffects::avg_slopes(fit)
    comparison <- marginaleffects::avg_comparisons(fit, variables = list(x7 = 0:1))
    prediction <- marginaleffects::avg_predictions(fit)
    at <- marginaleffects::slopes(fit, variables = "x1", newdata = marginaleffects::datagrid(
      x2 = quantile(data$x2, c(0.1, 0.5, 0.9)), model = fit))
    result <- c(result, list(
      avg_slopes_package = as.list(slopes[c("term", "contrast", "estimate", "std.error")]),
      avg_comparison_x7 = c(comparison$estimate, comparison$std.error),
      avg_pred = c(prediction$estimate, prediction$std.error),
      slope_at_x2 = list(x2 = at$x2, est = at$estimate, se = at$std.error)))
  }
  result
}

fixest_variances <- function(fit) {
  V <- function(vcov, ...) named(unclass(vcov(fit, vcov = vcov, ssc = fixest::ssc(...)))[, ])
  list(
    iid = V("iid"), hetero = V("hetero"), cluster_dyad_default = V(~dyad),
    cluster_dyad_noadj = V(~dyad, adj = FALSE, cluster.adj = FALSE),
    cluster_dyad_full = V(~dyad, fixef.K = "full"), cluster_dyad_none = V(~dyad, fixef.K = "none"),
    twoway_exp_imp_default = V(~exp + imp),
    twoway_exp_imp_noadj = V(~exp + imp, adj = FALSE, cluster.adj = FALSE),
    twoway_exp_imp_conv = V(~exp + imp, fixef.K = "full", cluster.df = "conventional"),
    threeway_exp_imp_year = V(~exp + imp + year))
}
feols_of <- function(effects) {
  fit <- fixest::feols(with_effects("y", effects), data, fixef.tol = 2.3e-12)
  c(list(coef = as.list(coef(fit)), n = nobs(fit), dfresid_iid = fixest::degrees_freedom_iid(fit, "resid"),
         sigma2 = fit$sigma2, ssr = fit$ssr, deviance = deviance(fit), logLik = as.numeric(logLik(fit)),
         r2 = fixest::r2(fit, "r2")[[1]], within_r2 = fixest::r2(fit, "wr2")[[1]],
         resid_first5 = unname(resid(fit)[1:5])), fixest_variances(fit))
}
fepois_of <- function(effects = NULL) {
  formula <- if (is.null(effects)) as.formula(paste("trade ~", rhs)) else with_effects("trade", effects)
  fit <- fixest::fepois(formula, data, fixef.tol = 2.3e-12, glm.tol = 1e-12)
  result <- list(coef = as.list(coef(fit)), n = nobs(fit), deviance = deviance(fit),
                 dfresid_iid = fixest::degrees_freedom_iid(fit, "resid"),
                 logLik = as.numeric(logLik(fit)))
  if (is.null(effects)) {
    plain <- glm(formula, quasipoisson, data, control = exact)
    result <- c(result, list(glm_coef = as.list(coef(plain)), glm_quasi_V = named(vcov(plain)),
                             HC0_sandwich = named(sandwich(plain))))
  }
  c(result, fixest_variances(fit))
}
feols_dyad <- function() feols_of("dyad")
feols_dyad_year <- function() feols_of("dyad + year")
feols_threeway <- function() feols_of("dyad + exp^year + imp^year")
fepois_nofe <- function() fepois_of()
fepois_dyad <- function() fepois_of("dyad")
fepois_ey_iy <- function() fepois_of("exp^year + imp^year")

interflex_of <- function(estimator, ...) {
  set.seed(1)
  interflex::interflex(estimator = estimator, data = data, Y = "y", D = "x1", X = "x2",
                       Z = c("x3", "x4"), vartype = "delta", vcov.type = "robust", figure = FALSE, ...)
}
listed <- function(blocks) lapply(blocks, function(block) as.list(as.data.frame(block)))
interflex_linear <- function() {
  fit <- interflex_of("linear", X.eval = c(-1, 0, 1))
  at <- function(blocks) lapply(listed(blocks), function(block) {
    keep <- block$X %in% c(-1, 0, 1)
    lapply(block, function(column) column[keep])
  })
  list(est.lin = at(fit$est.lin), pred.lin = at(fit$pred.lin))
}
interflex_binning <- function() {
  fit <- interflex_of("binning", nbins = 3)
  list(est.lin = listed(fit$est.lin), est.bin = listed(fit$est.bin), tests = fit$tests)
}
interflex_kernel_bw0.5 <- function() {
  set.seed(1)
  fit <- interflex::interflex(estimator = "kernel", data = data, Y = "y", D = "x1", X = "x2",
                              Z = c("x3", "x4"), bw = 0.5, neval = 20, vartype = "bootstrap",
                              figure = FALSE)
  list(bw = fit$bw, est.kernel = listed(fit$est.kernel))
}

lmer_dyad <- function() sapply(c(REML = TRUE, ML = FALSE), function(reml) {
  fit <- lme4::lmer(update(pooled, . ~ . + (1 | dyad)), data, REML = reml)
  list(fixef = as.list(lme4::fixef(fit)), V = named(as.matrix(vcov(fit))),
       sd_dyad = attr(lme4::VarCorr(fit)$dyad, "stddev")[[1]], sigma = sigma(fit),
       ranef5 = lme4::ranef(fit)$dyad[1:5, 1])
}, simplify = FALSE)

packages <- c(ols_estimatr_cluster_dyad = "estimatr", plm_within_dyad = "plm",
              lmrob_MM_bisquare = "robustbase", lmrob_KS2014 = "robustbase", lmer_dyad = "lme4",
              feols_dyad = "fixest", feols_dyad_year = "fixest", feols_threeway = "fixest",
              fepois_nofe = "fixest", fepois_dyad = "fixest", fepois_ey_iy = "fixest",
              interflex_linear = "interflex", interflex_binning = "interflex",
              interflex_kernel_bw0.5 = "interflex")
base <- c("ols_pooled", "rlm_huber_M", "rlm_bisquare_M", "rlm_bisquare_default_acc",
          "rlm_bisquare_MM", "probit_pooled", "probit_mfx")
arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) == 0) stop("Rscript make.R FOLDER [NAME ...]")
names <- if (length(arguments) > 1) arguments[-1] else c(base, names(packages))
for (name in names) {
  if (name %in% names(packages) && !requireNamespace(packages[[name]], quietly = TRUE)) {
    message(name, ": left out, ", packages[[name]], " is not installed")
    next
  }
  write_json(get(name)(), file.path(arguments[1], paste0(name, ".json")), digits = I(15),
             auto_unbox = TRUE, pretty = TRUE)
}
