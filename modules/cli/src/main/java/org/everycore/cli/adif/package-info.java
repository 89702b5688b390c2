/** Looking at ADIF logs and making new ones from them, record by record. */
package org.everycore.cli.adif;
