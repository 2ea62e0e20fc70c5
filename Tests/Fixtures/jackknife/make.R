# CR3 of clubSandwich, which divides residuals by I - H cluster by cluster: a file a model.
# R 4.2.2, clubSandwich 0.5.8, plm 2.6.2, jsonlite 1.8.4; 2026-11-30. Run after make.py: Rscript make.R
suppressMessages({library(clubSandwich); library(plm); library(jsonlite)})
data <- read.csv("data.csv")
cr3 <- function(fit, cluster) {
  V <- as.matrix(vcovCR(fit, cluster = data[[cluster]], type = "CR3"))
  list(names = colnames(V), V = unname(V[, colnames(V)]))
}
store <- function(fit, file, clusters = c("region", "unit")) {
  variances <- setNames(lapply(clusters, function(key) cr3(fit, key)), paste0("CR3_", clusters))
  write(toJSON(c(list(coef = as.list(coef(fit))), variances), digits = NA, auto_unbox = TRUE,
               pretty = TRUE), file)
}
store(lm(y ~ x1 + x2, data), "cr3_pooled.json")
store(lm(y ~ x1 + x2, data, weights = w), "cr3_weighted.json")
# By unit it asks for the inverse of a singular matrix where a unit has one row.
store(plm(y ~ x1 + x2, data, index = c("unit", "year"), model = "within"), "cr3_within.json",
      "region")
