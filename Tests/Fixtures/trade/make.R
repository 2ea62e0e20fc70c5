# Rscript make.R MODEL-MATRIX.csv > made.json: rlm and lm with a dummy for each dyad, and standard errors
# summed over pairs of rows that share a member. R 4.2.2, MASS 7.3-58.2.
suppressMessages({library(jsonlite); library(MASS)})
data <- read.csv(commandArgs(trailingOnly = TRUE)[1])
data <- transform(data, change_gdp_o = change_gdp_o / 1e11, change_gdp_d = change_gdp_d / 1e11)
rhs <- "election * mean_leader_supp + lag_election + lead_election + incumbent + xm_qudsest2 +
  cowmidongoing + dyadigos + change_gdp_o + change_gdp_d + factor(dyad_id)"
shares <- outer(data$ccode1, data$ccode1, "==") | outer(data$ccode2, data$ccode2, "==") |
  outer(data$ccode1, data$ccode2, "==") | outer(data$ccode2, data$ccode1, "==")
result <- list()
for (outcome in c("change_ln_exports", "change_ln_imports", "change_trade", "change_ihs_balance"))
  for (estimator in c("huber", "bisquare", "ols")) {
    formula <- as.formula(paste(outcome, "~", rhs))
    fit <- if (estimator == "ols") lm(formula, data) else
      rlm(formula, data, psi = get(paste0("psi.", estimator)), maxit = 200)
    weights <- if (estimator == "ols") rep(1, nrow(data)) else fit$w
    X <- model.matrix(fit)
    scores <- X * weights * resid(fit)
    bread <- solve(crossprod(X, X * weights))
    dyadic <- bread %*% crossprod(scores, shares %*% scores) %*% bread
    plain <- if (estimator == "ols") sqrt(diag(vcov(fit))) else {
      words <- summary(fit, method = "XtX")
      words$stddev * sqrt(diag(words$cov.unscaled))
    }
    kept <- !grepl("factor|Intercept", names(coef(fit)))
    unit <- ifelse(grepl("change_gdp", names(coef(fit))), 1e11, 1)[kept]
    variance <- diag(dyadic)[kept]
    errors <- sqrt(pmax(variance, 0)); errors[variance < 0] <- NA
    block <- list(N = nrow(data), coef = as.list(coef(fit)[kept] / unit),
                  se_conventional = as.list(setNames(plain[kept] / unit, names(coef(fit))[kept])),
                  se_dyadic = as.list(setNames(errors / unit, names(coef(fit))[kept])))
    if (estimator != "ols") block <- c(block, scale = fit$s, iterations = length(fit$conv))
    result[[paste0(outcome, "_", estimator)]] <- block
  }
cat(toJSON(result, digits = I(15), auto_unbox = TRUE, pretty = TRUE, na = "null"))
