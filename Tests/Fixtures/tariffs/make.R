# Rscript make.R MODEL-MATRIX.csv > made.json: MASS::rlm on the rows of the tariff table. R 4.2.2, MASS 7.3-58.2.
suppressMessages({library(jsonlite); library(MASS)})
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
rhs <- "time_to_elec * change_leader_supp + incumbent + lag_latency_pilot + lag_rivalry_thompson +
  adv_signal_last3 + xm_qudsest2 + gmlmidongoing + dyadigos + change_gdp_o + change_gdp_d + Distw +
  Comlang + Contig + Evercol"
result <- list()
for (outcome in c("wavg_tariff", "log_max_tariff")) for (psi in c("huber", "bisquare")) {
  # GDP changes of 1e11 look singular to rlm's QR beside dummies unless they are scaled.
  scaled <- transform(data, change_gdp_o = change_gdp_o / 1e11, change_gdp_d = change_gdp_d / 1e11)
  fit <- rlm(as.formula(paste(outcome, "~", rhs)), scaled, psi = get(paste0("psi.", psi)), maxit = 200)
  words <- summary(fit, method = "XtX")
  unit <- ifelse(grepl("change_gdp", names(coef(fit))), 1e11, 1)
  result[[paste0(outcome, "_", psi)]] <- list(
    N = nrow(data), scale = fit$s, iterations = length(fit$conv),
    coef = as.list(coef(fit) / unit),
    se = as.list(setNames(words$stddev * sqrt(diag(words$cov.unscaled)) / unit, names(coef(fit)))))
}
cat(toJSON(result, digits = I(15), auto_unbox = TRUE, pretty = TRUE))
